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
