/* Switches between reading and evidence by a press or the key E, and shares the page. Without this script the address does it: #evidence. */
(() => {
  const page = document.documentElement;
  const actions = document.querySelector('.bar .actions');
  if (!actions) return;
  if (location.hash === '#evidence') page.dataset.mode = 'evidence';

  const set = (mode) => {
    page.dataset.mode = mode;
    history.replaceState(null, '', mode === 'evidence' ? '#evidence' : location.pathname + location.search);
    actions.querySelector(mode === 'evidence' ? '.hide' : '.show')?.focus({ preventScroll: true });
  };

  const toggle = () => set(page.dataset.mode === 'evidence' ? 'reading' : 'evidence');

  actions.addEventListener('click', (event) => {
    if (!event.target.closest('.mode')) return;
    event.preventDefault();
    toggle();
  });
  document.addEventListener('keydown', (event) => {
    const isTyped = event.metaKey || event.ctrlKey || event.altKey || event.target.closest('input, textarea, select');
    if (event.key !== 'e' || isTyped) return;
    event.preventDefault();
    toggle();
  });

  if (!navigator.share) return;
  const share = document.createElement('button');
  share.type = 'button';
  share.textContent = 'Share';
  share.addEventListener('click', () => navigator.share({ title: document.title, url: location.href }).catch(() => {}));
  actions.querySelector('a').after(share);
})();
