// Preload of several publishers: each waits before its first touch of the archive until RACE_COUNT of them are
// there, so that all have made their edition for the same empty archive when one of them wins.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const { RACE_ARCHIVE: archive, RACE_FOLDER: meeting, RACE_COUNT: count } = process.env;
const { mkdirSync } = fs;
const pause = new Int32Array(new SharedArrayBuffer(4));

fs.mkdirSync = (folder, options) => {
  if (folder === archive) {
    fs.writeFileSync(path.join(meeting, String(process.pid)), '');
    while (fs.readdirSync(meeting).length < Number(count)) Atomics.wait(pause, 0, 0, 5);
  }
  return mkdirSync(folder, options);
};
syncBuiltinESMExports();
