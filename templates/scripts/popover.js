/* Shows the ledger entry of a number beside it. Without this script the number is a link to the entry. */
(() => {
  const numbers = document.querySelectorAll('a.finding');
  if (!('popover' in HTMLElement.prototype) || numbers.length === 0) return;

  const panel = document.createElement('div');
  panel.id = 'evidence';
  panel.popover = 'auto';
  panel.tabIndex = -1;
  panel.setAttribute('role', 'dialog');
  document.body.append(panel);
  for (const number of numbers) number.setAttribute('aria-haspopup', 'dialog');

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /* What the entry says in brackets, [1 page 4; 2], by the titles of its sources. */
  const sourcesOf = (entry) => {
    const list = document.createElement('ul');
    for (const link of entry.querySelectorAll('.from a')) {
      const title = document.getElementById(link.hash.slice(1))?.querySelector('cite')?.textContent;
      const locator = (link.nextSibling?.textContent ?? '').replace(/[;\]]\s*$/, '').trim();
      const item = element('li', link.textContent);
      const source = document.createElement('span');
      source.append(element('a', title ?? 'Source', { href: link.hash }), locator && ', ' + locator);
      item.append(source);
      list.append(item);
    }
    return list;
  };

  const fill = (entry) => {
    const copy = entry.cloneNode(true);
    for (const part of copy.querySelectorAll('.from, .places')) part.remove();
    const content = document.createElement('p');
    content.append(...copy.childNodes);
    const close = element('button', 'Close', { type: 'button' });
    close.addEventListener('click', () => panel.hidePopover());
    const bar = document.createElement('p');
    bar.className = 'bar';
    bar.append(element('a', 'Entry ' + entry.value + ' in the ledger', { href: '#' + entry.id }), close);
    panel.replaceChildren(content, sourcesOf(entry), bar);
    panel.setAttribute('aria-label', 'Evidence, entry ' + entry.value);
  };

  /* Below the number, or above where there is more room, and always within the window. */
  const place = (number) => {
    const [box, size, gap] = [number.getBoundingClientRect(), panel.getBoundingClientRect(), 8];
    if (getComputedStyle(panel).position === 'fixed') return scrollBy(0, Math.max(0, box.bottom + gap - size.top));
    const below = box.bottom + gap;
    const above = box.top - gap - size.height;
    const within = (wished, room) => Math.max(gap, Math.min(wished, room - gap));
    const { clientWidth, clientHeight } = document.documentElement;
    const top = within(below + size.height > clientHeight && above > 0 ? above : below, clientHeight - size.height);
    panel.style.setProperty('--top', top + scrollY + 'px');
    panel.style.setProperty('--left', within(box.left, clientWidth - size.width) + scrollX + 'px');
  };

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (target?.closest('#evidence a')) panel.hidePopover();
    const number = target?.closest('a.finding');
    if (!number || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const entry = document.getElementById(number.hash.slice(1));
    if (!entry) return;
    event.preventDefault();
    number.focus();
    fill(entry);
    panel.showPopover();
    place(number);
    panel.focus();
  });
})();
