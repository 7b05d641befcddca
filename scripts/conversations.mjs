// `npm run conversations`: many random conversations with mail servers that say anything at any time, and what came of
// them. --count: how many (10,000); --seed: which (1). Exit code 1 when somebody got two copies or a record is wrong.
import { parseArgs } from 'node:util';
import { converse } from '../test/mail/conversations.ts';

const { count, seed } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
}).values;

const started = performance.now();
const { cases, conversations, states, kept, unknownKept, wordsNotKept, faults } = await converse(
  Number(count),
  Number(seed),
);
const messages = Object.values(states).reduce((sum, one) => sum + one, 0);
const parts = Object.entries(states).map(([state, number]) => `${number} ${state}`);
console.log(`${conversations} conversations with ${cases} servers, about ${messages} messages, seed ${seed}`);
console.log(`recorded: ${parts.join(', ')}`);
console.log(`taken by the servers: ${kept}, of which ${unknownKept} are recorded as unknown`);
console.log(`recorded as sent on the word of a server that had not decided so: ${wordsNotKept}`);
console.log(`two copies, or a wrong record: ${faults.length}`);
for (const fault of faults) console.log(`  ${fault}`);
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
if (faults.length > 0) process.exitCode = 1;
