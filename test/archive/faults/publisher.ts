// A publisher that is struck down: `node publisher.ts <archive> <id> <revision> <call> <blow> <key>`.
import { publicationOf, publish, testSigner } from '../publications.ts';
import { type Blow, strike } from './strike.ts';

const [archive = '', id = '', revision, at, how, key] = process.argv.slice(2);
const signer = key ? testSigner(key) : undefined;
strike(Number(at), how as Blow);
publish(archive, publicationOf(id, { revision: Number(revision) }), signer);
