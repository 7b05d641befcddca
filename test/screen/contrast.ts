/**
 * In the page: every text that is too faint for what is behind it, as `class "text" 3.21`. axe-core leaves texts of
 * drawings, and those over a shade or beside a mark, undecided. Words for screen readers alone are passed over.
 */
export function faintTexts(): string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no canvas to read colours with');

  const luminanceOf = (colours: string[]): number => {
    canvas.reset();
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const grounds = (element: Element | null): string[] =>
    element ? [...grounds(element.parentElement), getComputedStyle(element).backgroundColor] : ['white'];

  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element?.checkVisibility({ visibilityProperty: true }) || !node.textContent?.trim()) continue;
    if (element.closest('.aside')) continue;
    const isDrawn = element.closest('svg') !== null;
    if (isDrawn && element.closest('text') === null) continue;
    const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
    const behind = grounds(isDrawn ? element.closest('svg') : element);
    const levels = [luminanceOf(behind), luminanceOf([...behind, isDrawn ? fill : color])];
    const ratio = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) {
      found.push(
        `${element.getAttribute('class') ?? element.localName} "${node.textContent}" ${ratio.toFixed(2)}`,
      );
    }
  }
  return [...new Set(found)];
}
