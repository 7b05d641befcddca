import { Parser } from 'htmlparser2';

/** A picture of the page that says nothing to who cannot see it. */
export interface MutePicture {
  /** `svg` or `img`. */
  element: string;
  /** Id of the figure around it, if there is one: `figure-depth`. */
  within?: string;
}

/** Pictures without alternative text: a drawing needs a `desc` or `aria-label`, an image `alt`. Hidden ones need none. */
export function missingAlts(html: string): MutePicture[] {
  const mute: MutePicture[] = [];
  const ids: (string | undefined)[] = [];
  let open: { picture: MutePicture; depth: number; said: string } | undefined;
  let inDesc = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      ids.push(attributes.id);
      inDesc = name === 'desc';
      if (attributes['aria-hidden'] === 'true' || open) return;
      const within = ids.findLast((id) => id?.startsWith('figure-'));
      const picture = { element: name, ...(within !== undefined && { within }) };
      const said = attributes.alt ?? attributes['aria-label'] ?? '';
      if (name === 'img' && said.trim() === '') mute.push(picture);
      if (name === 'svg') open = { picture, depth: ids.length, said };
    },
    ontext(text) {
      if (open && inDesc) open.said += text;
    },
    onclosetag() {
      inDesc = false;
      if (open?.depth === ids.length) {
        if (open.said.trim() === '') mute.push(open.picture);
        open = undefined;
      }
      ids.pop();
    },
  });
  parser.end(html);
  return mute;
}
