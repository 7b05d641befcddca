import { type Filing, foldedName, type Line } from './filing.ts';

/** A product as filings are searched for it. */
export interface Wanted {
  name: string;
  /**
   * What filings call it, where that is not its name: members such as `jnj:OtherMember`, or several that all apply,
   * as in `jnj:OtherMember + jnj:PulmonaryHypertensionMember`.
   */
  xbrl: readonly string[];
}

/** The lines of a filing that a product may be. */
export interface Match {
  line?: Line;
  /** Parts of that line by a further axis. */
  narrower: Line[];
  /** Lines of which none is known to be the product. */
  unclear: Line[];
}

/** Finds a product in a filing: by its `xbrl` list where it has one, else by its name. */
export function matchIn({ lines }: Filing, { name, xbrl }: Wanted): Match {
  const found = lines.filter((line) =>
    xbrl.length > 0 ? xbrl.some((one) => isNamed(line, one)) : line.products.some((one) => isSame(one, name)),
  );
  const depth = ({ products, others }: Line) => products.length + others.length;
  const least = Math.min(...found.map(depth));
  const widest = found.filter((line) => depth(line) === least);
  const [line] = widest;
  if (widest.length === 1 && line)
    return { line, narrower: found.filter((one) => one !== line), unclear: [] };
  return { narrower: [], unclear: found };
}

function isNamed({ products, others }: Line, written: string): boolean {
  const members = [...products, ...others];
  return written.split('+').every((part) => members.some((member) => isSame(member, part.trim())));
}

function isSame(member: string, name: string): boolean {
  return member === name || (foldedName(member) === foldedName(name) && foldedName(name) !== '');
}

/** The words of a member: `jnj:TecvayliMember` is Tecvayli, `jnj:OtherOncologyMember` Other Oncology. */
export function nameOfMember(member: string): string {
  const local = member.slice(member.indexOf(':') + 1).replace(/Member$/, '');
  const words = local.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]{2,})([A-Z][a-z])/g, '$1 $2');
  return words
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word))
    .join(' ');
}
