/* Lets a reader choose the light or the dark theme, and remembers it. Without this script it is the system's. */
(() => {
  const place = document.querySelector('.bar .actions') ?? document.querySelector('.masthead');
  if (!place || !CSS.supports('color', 'light-dark(red, red)')) return;

  const key = 'trialbrief-theme';
  const page = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'theme';

  /* Browsers that keep nothing for a page throw. */
  const storage = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };

  const systems = () => (system.matches ? 'dark' : 'light');
  const other = () => ((page.dataset.theme ?? systems()) === 'dark' ? 'light' : 'dark');
  const label = () => {
    button.textContent = other() === 'dark' ? 'Dark theme' : 'Light theme';
  };

  /* Who chooses what the system has follows the system again. */
  const choose = (theme) => {
    if (theme === systems()) delete page.dataset.theme;
    else page.dataset.theme = theme;
    label();
  };

  const kept = storage((local) => local.getItem(key));
  if (kept === 'light' || kept === 'dark') page.dataset.theme = kept;
  label();
  system.addEventListener('change', label);
  button.addEventListener('click', () => {
    choose(other());
    const { theme } = page.dataset;
    storage((local) => (theme ? local.setItem(key, theme) : local.removeItem(key)));
  });
  place.append(button);
})();
