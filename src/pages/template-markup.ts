import { type Diagnostic, problem } from '../diagnostics.ts';
import { styleFaults } from '../notation/css.ts';
import { type HtmlElement, isElement, parseHtml } from './html-document.ts';
import { attributeFault, elementFault } from './markup-rules.ts';
import { placeIn } from './template-places.ts';
import { blanked, printed } from './template-texts.ts';
import type { TemplateFile, Templates } from './templates.ts';

/**
 * What the markup of templates must not contain: scripts, what loads or runs something, elements that no page is made
 * of. What is put together from parts shows only on the finished page, where all of this is asked again.
 */
export function checkMarkup({ sources }: Pick<Templates, 'sources'>): Diagnostic[] {
  return [...sources.values()].flatMap((file) =>
    parseHtml(blanked(file.text)).elements.flatMap((element) => faultsOf(element, file)),
  );
}

function faultsOf(element: HtmlElement, file: TemplateFile): Diagnostic[] {
  const { attributes, start, starts } = element;
  // What stands between the braces of `<table{{#if …}}` is taken for a part of the name.
  const name = element.name.replace(/[\ue002\ue003]+/g, '');
  const notAllowed = (message: string, offset: number, length: number) =>
    problem('markup-not-allowed', message, placeIn(file, offset, length), {
      hints: ['only the page’s own script runs, and a page loads nothing from outside itself'],
    });
  const own = elementFault(name) ?? scriptFault(element, file) ?? linkFault(element, file);
  return [
    ...(own ? [notAllowed(own, start, name.length + 1)] : []),
    ...Object.entries(attributes).flatMap(([attribute, value]) => {
      const fault = attributeFault(name, attribute, value, value.includes(printed));
      return fault ? [notAllowed(fault, starts.get(attribute) ?? start, attribute.length)] : [];
    }),
    ...(name === 'style' ? styleFaultsIn(element) : []),
  ];

  function styleFaultsIn({ children }: HtmlElement): Diagnostic[] {
    return children.flatMap((child) =>
      isElement(child)
        ? []
        : styleFaults(child.text).map((fault) =>
            notAllowed(
              `‘${fault.text}’ in a style element reaches outside the page`,
              child.start + fault.start,
              fault.text.length,
            ),
          ),
    );
  }
}

/** The page's script, and data for machines. */
function scriptFault(
  { name, attributes, children }: HtmlElement,
  { text }: TemplateFile,
): string | undefined {
  if (name !== 'script') return undefined;
  const [child, another] = children;
  const content =
    child && !another && !isElement(child) ? text.slice(child.start, child.start + child.text.length) : '';
  const isData = attributes.type === 'application/ld+json' && Object.keys(attributes).length === 1;
  if (isData && content === '{{metadata.structuredData}}') return undefined;
  const isOwn = Object.keys(attributes).length === 0 && content === '{{script}}';
  return isOwn ? undefined : 'only the page’s own script is allowed, as <script>{{script}}</script>';
}

/** The address for good, and the icon of the publication. */
function linkFault({ name, attributes, start }: HtmlElement, { text }: TemplateFile): string | undefined {
  if (name !== 'link' || attributes.rel?.toLowerCase() === 'canonical') return undefined;
  return text.startsWith('<link rel="icon" href="{{icon}}">', start)
    ? undefined
    : 'only the canonical address and the icon are allowed, the icon as <link rel="icon" href="{{icon}}">';
}
