import type { SmtpAddress } from '../mail/address.ts';
import { readAddress } from '../mail/address.ts';
import { composeMessage } from '../mail/finish.ts';
import { messageIdOf, type Recipient, writeLetter } from '../mail/letter.ts';
import { toDate } from '../notation/terms.ts';
import { deliveryResult } from '../send/outcome.ts';
import { openSmtp } from '../send/smtp.ts';
import { exit } from './console.ts';
import { readList } from './recipients.ts';
import type { SendWork } from './send-options.ts';

/**
 * Sends one copy marked [test] to one address, outside the outbox; with a list, rendered for its first
 * recipient.
 */
export async function sendTest(to: string, work: SendWork): Promise<number> {
  const { console, mail, secrets, clock, limits } = work;
  const address = readAddress(to);
  if ('problem' in address) {
    console.warn(`--to is not a plain email address: ${address.problem}`);
    return exit.usage;
  }
  const listed = work.options.list === undefined ? undefined : await readList(work.options.list, work);
  if (typeof listed === 'number') return listed;
  using list = listed;
  const [sample] = list ?? [];
  const recipient: Recipient = { ...address, fields: sample?.fields ?? {} };
  const run = { mail, key: secrets.unsubscribeKey as string, date: toDate(clock.now()), isTest: true };
  const messageId = messageIdOf(mail, recipient, run.key, run.date);
  const bytes = await secrets.sign(await composeMessage(writeLetter(run, recipient, messageId)));
  await using transport = openSmtp({ ...(secrets.smtp as SmtpAddress), patience: limits.patience });
  const fate = deliveryResult(
    await transport.send({ from: mail.message.from.address, to: address.address }, bytes),
  );
  if (console.json) {
    const { state, answer } = fate;
    const document = {
      schema: 1,
      command: 'send',
      test: address.address,
      state,
      answer: secrets.mask(answer),
    };
    console.result(JSON.stringify(document, null, 2));
  } else console.result(`${fate.state.padEnd(8)} ${address.address}  ${fate.answer}`);
  return fate.state === 'sent' ? exit.done : exit.mail;
}
