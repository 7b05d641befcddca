import { test } from 'vitest';
import { readFileSync } from 'node:fs';
import { judgeEntries } from '/work/w-claims/test/evidence/claims/corpus.ts';
test('x', () => {
  const lines = readFileSync('/tmp/dbg.txt','utf8').trim().split('\n');
  const isOver = (l:string)=>l.startsWith('O ');
  for (const e of judgeEntries(lines.map((l)=>({field:'',body:l.slice(2),isOver:isOver(l)}))))
    if (e.isOver !== e.found.length>0) console.log((e.isOver?'MISSED  ':'REFUSED ')+e.body+'\n      '+e.found.map((f)=>f.code+': '+f.message).join('\n      '));
});
