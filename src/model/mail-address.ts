/** RFC 5322 dot-atoms in ASCII: no comments, quotes, groups, routes or domain literals, so nothing can hide in one. */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const plain = new RegExp(`^(${atom}(?:\\.${atom})*)@(${label}(?:\\.${label})+)$`);

/** Whether a text is one plain address, such as `notes@example.com`, of the lengths that SMTP allows. */
export function isPlainAddress(value: string): boolean {
  const [, local = ''] = (value.length <= 254 && plain.exec(value)) || [];
  return local !== '' && local.length <= 64;
}

/** Whether a text is a List-ID's identifier (RFC 2919): labels with dots, such as `notes.example.com`. */
export function isListId(value: string): boolean {
  return value.length <= 255 && new RegExp(`^${label}(?:\\.${label})+$`).test(value);
}
