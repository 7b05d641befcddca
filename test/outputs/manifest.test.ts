import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { artifact } from '../../src/outputs/artifact.ts';
import { inputsOf } from '../../src/outputs/dependencies.ts';
import { makeManifest } from '../../src/outputs/manifest.ts';
import { trialWith, withBriefing } from '../base-library.ts';

const FACTS = {
  id: '2026-04-21-x',
  edition: 'r1',
  title: 'T',
  date: '2026-04-21',
  dataAsOf: '2026-04-20',
  inputs: [{ path: 'house.yaml', sha256: 'h' }],
  tool: { trialbrief: '0.1.0', node: 'v24', browser: 'Chrome/153', files: 'f' },
};

test('the manifest lists size, media type and hash of every other file', () => {
  const files = [
    artifact('index.html', 'text/html', 'ünï'),
    artifact('x.bin', 'image/png', Uint8Array.of(0, 255)),
  ];
  const manifest = makeManifest(FACTS, files);
  expect(manifest.path).toBe('manifest.json');
  expect(JSON.parse(Buffer.from(manifest.bytes).toString())).toEqual({
    schema: 1,
    ...FACTS,
    files: [
      {
        path: 'index.html',
        mediaType: 'text/html',
        bytes: 5,
        sha256: createHash('sha256').update('ünï').digest('hex'),
      },
      {
        path: 'x.bin',
        mediaType: 'image/png',
        bytes: 2,
        sha256: createHash('sha256').update(Uint8Array.of(0, 255)).digest('hex'),
      },
    ],
  });
});

describe('the inputs of an edition', () => {
  const FILES = [
    'house.yaml',
    'endpoints.yaml',
    'sources.yaml',
    'sources/more.yaml',
    'trials/alpha.yaml',
    'trials/beta.yaml',
    'trials/gamma.yaml',
    'products/zorvex.yaml',
    'briefings/2026-01-15-base.md',
    'briefings/2026-02-02-second.md',
  ];
  const hashes = new Map(FILES.map((key) => [key, `hash of ${key}`]));

  function inputsFor(body: string, front = ''): string[] {
    const { library, briefing } = withBriefing(body, front, {
      'trials/gamma.yaml': trialWith(
        'orr: { endpoint: orr, arm: a, proportion: { events: 1, of: 2 }, source: beta-2025 }',
      ),
    });
    const { evidence } = assessBriefing(library, briefing);
    return inputsOf(briefing, library, evidence, hashes).files.map(({ path }) => path);
  }

  const shared = ['house.yaml', 'endpoints.yaml', 'sources.yaml', 'sources/more.yaml'];
  const own = 'briefings/2026-02-02-second.md';

  test('are its own file, what all share, and the trials and products it uses', () => {
    expect(inputsFor('Words.')).toEqual([...shared, 'trials/beta.yaml', 'products/zorvex.yaml', own]);
    expect(inputsFor('{{value "gamma.orr"}}')).toContain('trials/gamma.yaml');
    expect(inputsFor('{{gap "alpha.orr.zor" "gamma.orr"}}')).toContain('trials/alpha.yaml');
    expect(inputsFor('{{growth "zorvex.2025-Q1"}}')).toContain('products/zorvex.yaml');
  });

  test('count a trial whose row of a table is empty', () => {
    const table =
      'tables:\n  t: { kind: cross-trial, title: T, arms: [beta.zor, gamma.b], endpoints: [orr] }\n';
    expect(inputsFor('{{table "t"}}', table)).toContain('trials/gamma.yaml');
  });

  test('their digest follows their hashes', () => {
    const { library, briefing } = withBriefing('Words.');
    const { evidence } = assessBriefing(library, briefing);
    const digest = (key: string) =>
      inputsOf(briefing, library, evidence, new Map(hashes).set(key, 'changed')).digest;
    const before = inputsOf(briefing, library, evidence, hashes).digest;
    expect(digest('house.yaml')).not.toBe(before);
    expect(digest('trials/gamma.yaml')).toBe(before);
  });
});
