import { betterDirection, type Endpoint, type EventRatio, eventOf } from '../model/endpoint.ts';
import { endpointFields } from '../model/endpoint-catalogue.ts';

const head = `# Endpoints

Every finding names its endpoint by a key. Those below are built in; \`content/endpoints.yaml\` adds others, or gives one of these keys another meaning:

\`\`\`yaml
# content/endpoints.yaml
gait-speed:
  label: Gait speed
  definition: Change from baseline of the speed over ten metres.
  family: continuous          # of those below; other when left out
  higherIsBetter: true        # of the value as it is reported; when left out, nothing says which way is better
  unit: m/s
time-to-walking:
  label: Time to walking
  definition: Time from the operation until the patient walked ten metres.
  family: time-to-event
  higherIsBetter: false
  event: beneficial           # what hazard, odds, risk and rate ratios count: harmful or beneficial
\`\`\`

Whom a ratio favours depends on what it counts. A hazard ratio of progression or death below 1 favours the first arm, though a longer progression-free survival is better; a hazard ratio of recovery favours it above 1. Where an endpoint states no \`event\`, only what is certain is concluded: adverse events and rates of what is better rarer are harmful, responses that are better more often are beneficial, and a hazard is that of the event when longer without it is better. Otherwise no side of a figure is said to favour anybody.

Endpoints named for being free of their event show “HR below 1” only: an odds or risk ratio of PFS may count the patients with the event or those without, so it favours nobody.

Families: ${familyList()}.

Of an endpoint whose definition leaves something to the trial, say in a \`note:\` of the finding or in the text what this trial chose. This list is written by \`npm run trialbrief -- schema --endpoints\`.
`;

function familyList(): string {
  const all = endpointFields.flatMap(({ endpoints }) => Object.values(endpoints).map(({ family }) => family));
  return [...new Set(all)].map((family) => `\`${family}\``).join(', ');
}

/** docs/endpoints.md: every built-in endpoint in a table of its field. */
export function listEndpoints(): string {
  const fields = endpointFields.map(({ title, endpoints }) => {
    const rows = Object.entries(endpoints).map(([id, endpoint]) => rowOf({ ...endpoint, id }));
    return `## ${title}\n\n${[...columns, ...rows].join('\n')}\n`;
  });
  return [head, ...fields].join('\n');
}

const columns = [
  '| key | endpoint | family | better | favours the first arm | unit | what it is |',
  '|---|---|---|---|---|---|---|',
];

function rowOf(endpoint: Endpoint): string {
  const { id, label, abbreviation, family, unit, definition } = endpoint;
  const cells = [
    `\`${id}\``,
    abbreviation ? `${label} (${abbreviation})` : label,
    family,
    betterDirection(endpoint) ?? '',
    sideOf(endpoint),
    unit ?? '',
    definition,
  ];
  return `| ${cells.map(asCell).join(' | ')} |`;
}

/** On which side of 1 a ratio favours the first arm. */
function sideOf(endpoint: Endpoint): string {
  const side = (ratio: EventRatio) => {
    const event = eventOf(endpoint, ratio);
    return event && (event === 'harmful' ? 'below 1' : 'above 1');
  };
  const [hazard, odds] = [side('hazardRatio'), side('oddsRatio')];
  if (hazard === undefined) return '';
  return odds === undefined ? `HR ${hazard}` : hazard;
}

function asCell(text: string): string {
  return text.replace(/[|<>]/g, '\\$&');
}
