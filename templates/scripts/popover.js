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

  const fill = (entry) => {
    const copy = entry.cloneNode(true);
    copy.querySelector('.places')?.remove();
    const content = document.createElement('p');
    content.append(...copy.childNodes);
    const close = element('button', 'Close', { type: 'button' });
    close.addEventListener('click', () => panel.hidePopover());
    const bar = document.createElement('p');
    bar.className = 'bar';
    bar.append(element('a', 'Entry ' + entry.value + ' in the ledger', { href: '#' + entry.id }), close);
    panel.replaceChildren(content, bar);
    panel.setAttribute('aria-label', 'Evidence, entry ' + entry.value);
  };

  const place = (number) => {
    const [box, size, gap] = [number.getBoundingClientRect(), panel.getBoundingClientRect(), 8];
    const below = box.bottom + gap;
    const above = box.top - gap - size.height;
    const top = below + size.height > innerHeight && above > 0 ? above : below;
    const left = Math.max(gap, Math.min(box.left, innerWidth - size.width - gap));
    panel.style.setProperty('--top', top + 'px');
    panel.style.setProperty('--left', left + 'px');
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
