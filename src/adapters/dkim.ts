import { createPrivateKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';

export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

/** Signs whole messages. Throws when the key cannot be used. */
export function dkimSigner({ domain, selector, privateKey }: DkimKey) {
  createPrivateKey(privateKey);
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey });
  return (message: Uint8Array): Promise<Uint8Array> => buffer(signer.sign(Buffer.from(message)));
}
