import juice from 'juice/client';

/**
 * The html with its rules in the elements that they are of. What clients read only in the head (media
 * queries) stays there.
 */
export function inlineStyles(html: string): string {
  return juice(html, {
    removeStyleTags: true,
    preserveMediaQueries: true,
    preserveFontFaces: false,
    applyWidthAttributes: false,
    applyHeightAttributes: false,
    applyAttributesTableElements: true,
  });
}
