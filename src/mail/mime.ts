/** A part of a message, as far as a delivery report needs it. */
export interface MimePart {
  /** `multipart/report`, in lower case. */
  type: string;
  headers: ReadonlyMap<string, string>;
  body: string;
  parts: MimePart[];
}

const deepest = 8;

/** Takes a message apart. Bodies are decoded as text; what is malformed is left as it stands. */
export function readMime(source: string, depth = 0): MimePart {
  const [head, body] = splitHead(source.replace(/\r\n?/g, '\n'));
  const headers = readHeaders(head);
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  const parts =
    type.startsWith('multipart/') && mark && depth < deepest
      ? splitParts(body, mark).map((part) => readMime(part, depth + 1))
      : [];
  return { type, headers, body: decode(body, headers.get('content-transfer-encoding') ?? ''), parts };
}

/** The part itself and all below it, in order. */
export function allParts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(allParts)];
}

/** Fields by their name in lower case, unfolded; of several of a name the first. */
export function readHeaders(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const match = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name && !headers.has(name)) headers.set(name, (match?.[2] ?? '').trim());
  }
  return headers;
}

function splitHead(source: string): [head: string, body: string] {
  if (source.startsWith('\n')) return ['', source.slice(1)];
  const end = source.indexOf('\n\n');
  return end < 0 ? [source, ''] : [source.slice(0, end), source.slice(end + 2)];
}

function splitParts(body: string, boundary: string): string[] {
  const lines = `\n${body}`.split(`\n--${boundary}`);
  const ends = lines.findIndex((part, index) => index > 0 && part.startsWith('--'));
  return lines.slice(1, ends < 0 ? undefined : ends).map((part) => part.slice(part.indexOf('\n') + 1));
}

function decode(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8').replace(/\r\n?/g, '\n');
  if (!/^quoted-printable$/i.test(encoding)) return body;
  const bytes = body
    .replace(/[ \t]*=\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
