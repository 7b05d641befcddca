/** TRIALBRIEF_SMTP, taken apart. */
export interface SmtpAddress {
  host: string;
  port: number;
  isSecure: boolean;
  mustUpgrade: boolean;
  login?: { user: string; password: string };
}

export type ReadSmtpAddress = SmtpAddress | { problem: string };

/**
 * `smtps://user:password@host` (TLS from the start, port 465) or `smtp://…` (STARTTLS, port 587). TLS is
 * required unless the server is on this machine; nothing in the address can switch it off. Problems never
 * hold the address.
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
