/* Shows the ledger entry of a number beside it. Without this script the number is a link to the entry. */
(() => {
  const numbers = document.querySelectorAll('a.finding');
  if (!('popover' in HTMLElement.prototype) || numbers.length === 0) return;

  const panel = document.createElement('div');
  panel.id = "entry";
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

  const line = (list, label, ...content) => {
    const made = element('dd', '');
    made.append(...content);
    if (made.textContent.trim() !== '') list.append(element('dt', label), made);
    return made;
  };

  /* The sources of an entry by their titles, with the place in each. */
  const sourcesOf = (cell) => {
    const list = document.createElement('ul');
    for (const link of cell.querySelectorAll('a')) {
      const title = document.getElementById(link.hash.slice(1))?.querySelector('cite')?.textContent;
      const { nextElementSibling: next } = link;
      const item = document.createElement('li');
      item.append(element('a', title ?? 'Source', { href: link.hash }));
      if (next?.classList.contains('locator')) item.append(', ' + next.textContent);
      list.append(item);
    }
    return list.children.length > 0 ? list : cell.textContent.trim();
  };

  const fill = (entry) => {
    const cell = (name) => entry.querySelector('.' + name);
    const list = document.createElement('dl');
    line(list, 'Value', cell('value').textContent).className = 'value';
    line(list, 'What it is', cell('meaning').textContent);
    line(list, 'How obtained', cell('how').textContent);
    line(list, 'Read in', cell('from').querySelector('.grade .aside')?.textContent ?? '');
    line(list, 'Source', sourcesOf(cell('from')));
    const number = cell('entry').textContent;
    const close = element('button', 'Close', { type: 'button' });
    close.addEventListener('click', () => panel.hidePopover());
    const foot = document.createElement('p');
    foot.className = 'foot';
    foot.append(element('a', 'Entry ' + number + ' in the ledger', { href: '#' + entry.id }), close);
    panel.replaceChildren(list, foot);
    panel.setAttribute('aria-label', 'Evidence, entry ' + number);
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
    if (target?.closest('#entry a')) panel.hidePopover();
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
