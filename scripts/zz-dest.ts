import { launchBrowser } from '../src/adapters/chromium.ts';
import { readDestinations } from '../src/outputs/pdf-destinations.ts';
import { openObjects, referenceIn } from '../src/outputs/pdf-objects.ts';
import { readFileSync } from 'node:fs';
await using b = await launchBrowser();
const pdf = Buffer.from(await b.print({ html: readFileSync(process.argv[2]!, 'utf8'), paper: 'A4' }));
console.log([...readDestinations(pdf)].filter(([id]) => !/^(e|source-|n)\d/.test(id)));
const o = openObjects(pdf); console.log(o.read(referenceIn(o.read(o.root), 'Dests')!).slice(0, 300));
console.log(o.read(referenceIn(o.read(o.root), 'Dests')!).match(/.*ledger.*/));
