/* Searches the archive as its reader types. Without this script the pages list what there is. */
(() => {
  const form = document.querySelector('search.find');
  if (!form) return;
  const [input, list] = [form.querySelector('input'), form.querySelector('[role="listbox"]')];
  const status = form.querySelector('[role="status"]');
  const root = document.documentElement.dataset.root ?? '';
  const most = 12;
  form.hidden = false;

  /* Index files are scripts, because a page from disk may not fetch. */
  const load = (file) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = root + file;
      script.onload = resolve;
      script.onerror = () => reject(new Error(file + ' cannot be loaded'));
      document.head.append(script);
    });

  const wordsIn = (text) => searchWords(text).map(({ word }) => word);
  const shards = new Map();
  let settings;
  let reading;
  self.trialbriefSearch = {
    open(given) {
      settings = given;
      const unsaid = new Set(given.unsaid);
      reading = {
        fields: given.fields,
        idField: 'edition',
        tokenize: wordsIn,
        processTerm: (word) => (unsaid.has(word) ? null : word),
      };
    },
    take({ number, cards, index }) {
      shards.set(number, { cards, index: MiniSearch.loadJS(index, reading) });
    },
  };

  /* The newest editions first, so that there is something to see while the rest arrives. */
  let loading;
  const loadAll = async () => {
    await Promise.all([load('assets/minisearch.js'), load('search.js')]);
    const files = settings.shards.map((key, index) => 'search/' + (index + 1) + '.js?' + key);
    for (const file of files.reverse()) {
      await load(file);
      search();
    }
  };
  const prepare = () => {
    loading ??= loadAll().catch(() => {
      loading = undefined;
      say('The search index cannot be loaded.');
    });
  };

  const isLoading = () => !settings || shards.size < settings.shards.length;
  let shown = '';
  const say = (text) => {
    if (shown !== text) status.textContent = shown = text;
  };

  const find = (query) => {
    const how = {
      boost: settings.boost,
      combineWith: 'AND',
      tokenize: (text) => searchWords(text, true).map(({ word }) => word),
      prefix: (term, index, terms) =>
        term.length > 2 || index === terms.length - 1 || isSingleSign(term),
      fuzzy: (term) => (term.length > 5 && !/\d/.test(term) ? 0.15 : false),
    };
    const hits = [...shards.values()].flatMap(({ index, cards }) =>
      index.search(query, how).map((hit) => ({ ...hit, card: cards[hit.id] })),
    );
    return hits.sort((a, b) => b.score - a.score || (a.card.date < b.card.date ? 1 : -1));
  };

  /* Text in which the words that were found are marked. */
  const marked = (text, terms) => {
    const parts = document.createDocumentFragment();
    let end = 0;
    let mark;
    for (const found of searchWords(text)) {
      if (!terms.has(found.word) || found.end <= end) continue;
      if (!mark || found.start > end) {
        mark = document.createElement('mark');
        parts.append(text.slice(end, found.start), mark);
        end = found.start;
      }
      mark.textContent += text.slice(end, found.end);
      end = found.end;
    }
    parts.append(text.slice(end));
    return parts;
  };

  const line = (className, ...content) => {
    const made = document.createElement('span');
    made.className = className;
    made.append(...content);
    return made;
  };

  const option = ({ card, match }, index) => {
    const terms = new Set(Object.keys(match));
    const said = [card.title, card.dek, card.trials ?? '', card.series ?? ''].join(' ');
    const seen = new Set(wordsIn(said));
    const unseen = [...terms].filter((term) => !seen.has(term)).slice(0, 6);
    const made = document.createElement('a');
    made.id = 'found-' + index;
    made.href = root + card.page + (unseen.length > 0 ? '#:~:text=' + encodeURIComponent(unseen[0]) : '');
    made.tabIndex = -1;
    made.setAttribute('role', 'option');
    made.setAttribute('aria-selected', 'false');
    const facts = [card.date, card.series, card.trials].filter(Boolean).join(' \u00b7 ');
    made.append(line('title', marked(card.title, terms)));
    if (card.standing) made.append(' ', line('standing', card.standing));
    made.append(line('dek', marked(card.dek, terms)), line('facts', marked(facts, terms)));
    if (unseen.length > 0) made.append(line('facts', 'in the text: ', marked(unseen.join(', '), terms)));
    return made;
  };

  let active = -1;
  const options = () => [...list.children];
  const activate = (next) => {
    options()[active]?.setAttribute('aria-selected', 'false');
    active = next;
    const chosen = options()[active];
    if (!chosen) return input.removeAttribute('aria-activedescendant');
    chosen.setAttribute('aria-selected', 'true');
    chosen.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', chosen.id);
  };

  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) activate(-1);
  };

  const search = () => {
    const query = input.value.trim();
    if (query === '') {
      list.replaceChildren();
      open(false);
      return say('');
    }
    if (!settings) return say('Loading the index \u2026');
    const hits = find(query);
    const chosen = options()[active]?.href;
    list.replaceChildren(...hits.slice(0, most).map(option));
    open(hits.length > 0);
    activate(chosen === undefined ? -1 : options().findIndex(({ href }) => href === chosen));
    const found = hits.length === 1 ? '1 edition' : hits.length + ' editions';
    const more = hits.length > most ? ', the best ' + most + ' listed' : '';
    if (hits.length > 0) say(found + ' found' + more + '. Arrow keys choose, Enter opens.');
    else say(isLoading() ? 'Loading the index \u2026' : 'No edition found.');
  };

  input.addEventListener('focus', prepare);
  input.addEventListener('input', () => {
    prepare();
    search();
  });
  input.addEventListener('keydown', (event) => {
    const last = options().length - 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && last >= 0) {
      event.preventDefault();
      if (list.hidden) open(true);
      const next = active + step;
      activate(active === -1 && step < 0 ? last : next > last || next < 0 ? -1 : next);
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault();
      (options()[active] ?? options()[0])?.click();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (list.hidden) input.value = '';
      if (input.value === '') search();
      open(false);
    }
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) open(false);
  });
  input.addEventListener('click', () => open(list.children.length > 0));

  /* `/` goes to the search from anywhere but a field. */
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return;
    event.preventDefault();
    input.focus();
  });

  const asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    input.value = asked;
    input.focus();
    prepare();
  }
})();
