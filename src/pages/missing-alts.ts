import { closest, descendants, type HtmlDocument, type HtmlElement, isElement } from './html-document.ts';

/** A picture on the page without alternative text. */
export interface MutePicture {
  /** `svg` or `img`. */
  element: string;
  /** Id of the figure around it, if there is one: `figure-depth`. */
  within?: string;
}

/** Pictures without alternative text: a drawing needs a `desc` or `aria-label`, an image `alt`. Hidden ones need none. */
export function missingAlts({ elements }: HtmlDocument): MutePicture[] {
  return elements
    .filter((one) => isShown(one, 'img', 'svg') && !closest(one.parent, (around) => isShown(around, 'svg')))
    .filter((picture) => altOf(picture).trim() === '')
    .map((picture) => {
      const figure = closest(picture, ({ attributes }) => attributes.id?.startsWith('figure-') ?? false);
      return { element: picture.name, ...(figure?.attributes.id && { within: figure.attributes.id }) };
    });
}

function isShown({ name, attributes }: HtmlElement, ...names: string[]): boolean {
  return names.includes(name) && attributes['aria-hidden'] !== 'true';
}

function altOf(picture: HtmlElement): string {
  const { alt, 'aria-label': label } = picture.attributes;
  const described = descendants(picture, 'desc').flatMap(({ children }) =>
    children.map((child) => (isElement(child) ? '' : child.text)),
  );
  return [alt ?? label ?? '', ...described].join('');
}
