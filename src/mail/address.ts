import { domainToASCII } from 'node:url';

/**
 * Replaces secrets in a text with ***, also in the forms they take in an address, in JSON and in a login. The
 * shortest forms match whole words only, or `a` would mask every a.
 */
export function maskSecrets(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.filter(Boolean).flatMap(formsOf))].sort((a, b) => b.length - a.length);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(
    forms
      .map((form) => (form.length < 4 ? `(?<!\\w)${RegExp.escape(form)}(?!\\w)` : RegExp.escape(form)))
      .join('|'),
    'g',
  );
  return (text) => text.replace(pattern, '***');
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
  ];
}

/** What a login is made of, also as PLAIN sends it. */
export function loginSecrets({ user, password }: { user: string; password: string }): string[] {
  const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
  return [password, plain];
}

/** TRIALBRIEF_SMTP, taken apart. */
export interface SmtpAddress {
  host: string;
  port: number;
  isSecure: boolean;
  mustUpgrade: boolean;
  login?: { user: string; password: string };
}

type ReadSmtpAddress = SmtpAddress | { problem: string };

/**
 * `smtps://user:password@host` (TLS from the start, port 465) or `smtp://…` (STARTTLS, port 587). TLS is
 * required unless the server is on this machine; nothing in the address can switch it off. Problems never
 * contain the address.
 */
export function readSmtpAddress(text: string): ReadSmtpAddress {
  const url = URL.parse(text.trim());
  if (!url) return { problem: 'it is not an address like smtps://user:password@mail.example.com' };
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    return { problem: 'it begins with smtp:// or smtps://' };
  if (url.search || url.hash || (url.pathname !== '' && url.pathname !== '/'))
    return { problem: 'nothing follows the host and the port: no path, no options' };
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
  if (!host) return { problem: 'it names no host' };
  const login = readLogin(url);
  if (login && 'problem' in login) return login;
  const isSecure = url.protocol === 'smtps:';
  return {
    host,
    port: Number(url.port) || (isSecure ? 465 : 587),
    isSecure,
    mustUpgrade: !isSecure && !isLoopback(host),
    ...(login && { login }),
  };
}

function readLogin(url: URL): SmtpAddress['login'] | { problem: string } {
  if (!url.username && !url.password) return undefined;
  if (!url.username || !url.password) return { problem: 'user and password go together' };
  try {
    return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  } catch {
    return { problem: 'a % in the user or the password is written %25' };
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** One mailbox, valid for an envelope. */
export interface Address {
  /** With an ASCII domain in lower case. */
  address: string;
  /** Equal for addresses that reach the same mailbox in practice: the local part in lower case as well. */
  key: string;
}

type ReadAddress = Address | { problem: string; at: number; hint?: string };

const atext = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Patterns that make a text something other than one plain address. The first match is reported. */
const tricks: readonly (readonly [RegExp, string, string?])[] = [
  [/[\r\n]/, 'a line break in an address could name further recipients'],
  [/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u, 'an address contains an invisible character'],
  [/[<>]/, 'an address is written without <>', 'put the name into a column of its own'],
  [/[,;]/, 'one address per row', 'give each recipient a row of its own'],
  [/[()]/, 'comments are not part of a plain address'],
  [/["\\]/, 'quoted local parts are not mailed to'],
  [/[[\]]/, 'use a domain name, not an address literal'],
  [/:/, 'groups and mailto: are not plain addresses'],
  [/\s/u, 'an address cannot contain a space'],
];

/**
 * Reads exactly one plain addr-spec (RFC 5322 dot-atom, lengths of RFC 5321). `at` is the index of what is
 * wrong. International domains become their A-labels; local parts are ASCII, since few servers take others.
 */
export function readAddress(text: string): ReadAddress {
  for (const [pattern, problem, hint] of tricks) {
    const at = text.search(pattern);
    if (at >= 0) return { problem, at, ...(hint && { hint }) };
  }
  const at = text.indexOf('@');
  if (at < 0) return { problem: 'there is no @ in it', at: 0 };
  const again = text.indexOf('@', at + 1);
  if (again >= 0) return { problem: 'there is more than one @ in it', at: again };
  const local = text.slice(0, at);
  const localProblem = findLocalProblem(local);
  if (localProblem) return { problem: localProblem, at: 0 };
  const domain = toAsciiDomain(text.slice(at + 1));
  const domainProblem = findDomainProblem(domain);
  if (domainProblem) return { problem: domainProblem, at: at + 1 };
  const address = `${local}@${domain}`;
  if (address.length > 254) return { problem: 'an address has at most 254 characters', at: 0 };
  return { address, key: address.toLowerCase() };
}

/** The domain of an address that was checked. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function findLocalProblem(local: string): string | undefined {
  if (local === '') return 'there is nothing before the @';
  if (local.length > 64) return `the part before the @ has ${local.length} characters; the maximum is 64`;
  const outside = /[^\x21-\x7e]/.test(local);
  if (outside) return 'the part before the @ has characters that mail servers do not accept';
  if (!local.split('.').every((atom) => atext.test(atom)))
    return 'before the @, a dot must be between other characters, and not be doubled';
  return undefined;
}

/** `domainToASCII` would also take percent escapes apart. */
function toAsciiDomain(domain: string): string {
  if (!/[^\x21-\x7e]/.test(domain)) return domain.toLowerCase();
  return domain.includes('%') ? '' : domainToASCII(domain);
}

function findDomainProblem(domain: string): string | undefined {
  const labels = domain.split('.');
  if (domain === '') return 'there is no valid domain after the @';
  if (domain.length > 253 || !labels.every((one) => label.test(one)))
    return 'the domain is not a valid name: letters, digits and hyphens between single dots';
  if (labels.length < 2) return 'the domain is not complete, as in example.com';
  if (/^\d+$/.test(labels.at(-1) ?? '')) return 'a domain is a name, not a number';
  return undefined;
}
