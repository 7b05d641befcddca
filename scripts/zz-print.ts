import { launchBrowser } from '../src/adapters/chromium.ts';
import { readFileSync, writeFileSync } from 'node:fs';
await using b = await launchBrowser();
writeFileSync('/tmp/layout/raw.pdf', await b.print({ html: readFileSync(process.argv[2]!, 'utf8').replace('</main>', '</main><nav hidden style="display:none"><a href="#s-harms">x</a><a href="#sources">x</a><a href="#bottom-line">x</a><a href="#ledger">x</a><a href="#s-the-trials">x</a></nav>'), paper: 'A4' }));
