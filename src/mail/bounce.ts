import { readAddress } from './address.ts';
import { allParts, type MimePart, readHeaders, readMime } from './mime.ts';
import { isMailboxGone } from './outcome.ts';

/** What came back of one message to one address. */
export interface Bounce {
  /** As the report names it. */
  address: string;
  /** Normalised. */
  key: string;
  /** Hard: the mailbox is gone for good. Soft: anything else that may pass. */
  kind: 'hard' | 'soft';
  /** RFC 3463, empty when not told. */
  status: string;
  detail: string;
  /** Of the message that came back; undefined when the report does not hold it. */
  messageId?: string;
}

/**
 * The failures that a delivery report (RFC 3464) tells of; undefined when the message is no such report. A report
 * of a delay or a success holds none.
 */
export function readReport(source: string): Bounce[] | undefined {
  const parts = allParts(readMime(source));
  const status = parts.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (!status) return undefined;
  const messageId = returnedId(parts);
  return status.body
    .split(/\n\s*\n/)
    .map(readHeaders)
    .flatMap((fields) => toBounce(fields, messageId) ?? []);
}

function toBounce(fields: ReadonlyMap<string, string>, messageId: string | undefined): Bounce | undefined {
  if (fields.get('action')?.toLowerCase() !== 'failed') return undefined;
  const named = fields.get('original-recipient') ?? fields.get('final-recipient') ?? '';
  const text = named
    .replace(/^[\w-]+\s*;\s*/, '')
    .replace(/^<(.*)>$/, '$1')
    .trim();
  const address = readAddress(text);
  if ('problem' in address) return undefined;
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
  const detail = (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '').slice(0, 500);
  return {
    ...address,
    kind: kindOf(status, detail),
    status,
    detail,
    ...(messageId !== undefined && { messageId }),
  };
}

function kindOf(status: string, detail: string): Bounce['kind'] {
  const isPermanent = status === '' || status.startsWith('5');
  return isPermanent && isMailboxGone(status || undefined, detail) ? 'hard' : 'soft';
}

/** The message that came back, or its headers, stands in a part of its own. */
function returnedId(parts: readonly MimePart[]): string | undefined {
  const returned = parts.find(({ type }) =>
    /^(?:message\/(?:global|rfc822)|text\/rfc822-headers)$/.test(type),
  );
  return (
    returned &&
    /^<[^<>\s]+>$/.exec(readHeaders(returned.body.split('\n\n', 1)[0] ?? '').get('message-id') ?? '')?.[0]
  );
}

/** A bounce as a row of a provider's CSV has it: columns `email`, and `kind`, `status`, `detail` if there are such. */
export function bounceOfRow({
  address,
  key,
  fields,
}: {
  address: string;
  key: string;
  fields: Readonly<Record<string, string>>;
}): Bounce {
  const status = /^\d\.\d{1,3}\.\d{1,3}$/.exec(fields.status ?? '')?.[0] ?? '';
  const detail = fields.detail ?? fields.reason ?? fields.diagnostic ?? '';
  const told = (fields.kind ?? fields.type ?? '').toLowerCase();
  const kind = /\b(?:hard|permanent)\b/.test(told)
    ? 'hard'
    : /\b(?:soft|transient|temporary)\b/.test(told)
      ? 'soft'
      : kindOf(status, detail);
  return { address, key, kind, status, detail };
}
