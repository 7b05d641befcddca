// Condenses the data of caniemail.com, as the package of that name carries them, into what the lint of mail
// templates asks: which clients drop a feature. Run it after an update of the package.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(import.meta.dirname, '..');
const source = path.dirname(fileURLToPath(import.meta.resolve('caniemail/package.json')));
const {
  data,
  nicenames,
  last_update_date: updated,
} = JSON.parse(readFileSync(path.join(source, 'data/caniemail.json'), 'utf8'));
const load = (name) => import(path.join(source, `dist/${name}.js`));
const [{ getSupportType }, css, html] = await Promise.all(['clients', 'css-titles', 'html-titles'].map(load));

const clients = [
  'apple-mail.ios',
  'apple-mail.macos',
  'gmail.android',
  'gmail.desktop-webmail',
  'gmail.ios',
  'outlook.android',
  'outlook.ios',
  'outlook.macos',
  'outlook.outlook-com',
  'outlook.windows',
  'protonmail.desktop-webmail',
  'samsung-email.android',
  'thunderbird.macos',
  'yahoo.android',
  'yahoo.desktop-webmail',
  'yahoo.ios',
];

/** What a template is searched for, by the title of the feature: `property:border-radius`. */
function keysOf(title) {
  const listed = (map, kind) => (Array.isArray(map[title]) ? map[title].map((one) => `${kind}:${one}`) : []);
  const single = (map, kind) => (typeof map[title] === 'string' ? [`${kind}:${map[title]}`] : []);
  const pair = css.propertyValuePairTitles[title];
  return [
    ...listed(css.propertyTitles, 'property'),
    ...single(css.functionTitles, 'function'),
    ...single(css.unitTitles, 'unit'),
    ...single(css.atRuleTitles, 'at'),
    ...single(css.keywordTitles, 'keyword'),
    ...(pair ? [`pair:${pair.join(':')}`] : []),
    ...listed(html.attributeTitles, 'attribute'),
    ...listed(html.elementTitles, 'element'),
  ];
}

function droppedBy({ stats }) {
  return clients.filter((client) => {
    const [family, platform] = client.split('.');
    const known = stats[family]?.[platform];
    return known && getSupportType(known).type === 'none';
  });
}

const features = data
  .flatMap((feature) => {
    const dropped = droppedBy(feature);
    return dropped.length === 0 ? [] : keysOf(feature.title).map((key) => [key, dropped]);
  })
  .sort(([a], [b]) => (a < b ? -1 : 1));

/** `Outlook on Windows`, `Gmail on the web`, `Outlook.com`. */
function nameOf(family, platform) {
  if (platform === 'outlook-com') return 'Outlook.com';
  const where = {
    'desktop-webmail': 'the web',
    ios: 'iOS',
    android: 'Android',
    macos: 'macOS',
    windows: 'Windows',
  };
  return `${nicenames.family[family]} on ${where[platform]}`;
}

const names = Object.fromEntries(
  clients.map((client) => {
    const [family, platform] = client.split('.');
    return [client, nameOf(family, platform)];
  }),
);

const list = (entries) =>
  entries.map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
writeFileSync(
  path.join(root, 'vendor/caniemail/support.json'),
  `{
  "updated": ${JSON.stringify(updated.slice(0, 10))},
  "clients": {
${list(Object.entries(names)).join(',\n')}
  },
  "dropped": {
${list(features).join(',\n')}
  }
}
`,
);
