import { createPrivateKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';

/** RFC 6376 §5.4.1, and what RFC 8058 §4 asks for: both headers of unsubscription. */
const headerFieldNames = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Auto-Submitted',
].join(':');

export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

/** Signs whole messages. Throws when the key cannot be used. */
export function dkimSigner({ domain, selector, privateKey }: DkimKey) {
  createPrivateKey(privateKey);
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames });
  return (message: Uint8Array): Promise<Uint8Array> => buffer(signer.sign(Buffer.from(message)));
}
