/**
 * What a colour is for. Charts are drawn in roles; only the writers know the colours, so that a
 * page can recolour a figure for its theme by role.
 */
export type Role = 'ink' | 'muted' | 'accent' | 'tint' | 'amber' | 'mark' | 'bar' | 'rule' | 'grid' | 'paper';

export type Palette = Record<Role, string>;

/** Text roles reach 4.5:1 on the paper of their theme, marks and bars 3:1. */
export function lightPalette(accent: string): Palette {
  return {
    ink: '#16181d',
    muted: '#535a66',
    accent,
    tint: tintOf(accent),
    amber: '#8a5a00',
    mark: '#656d7a',
    bar: '#848d9b',
    rule: '#c3c7cd',
    grid: '#e3e5e6',
    paper: '#ffffff',
  };
}

/** For mail clients that show their readers a dark ground. */
export function darkPalette(accent: string): Palette {
  const light = mixed(accent, 0.55, 255);
  return {
    ink: '#e9e7e2',
    muted: '#a6adb7',
    accent: light,
    tint: mixed(light, 0.8, 20),
    amber: '#f0bf5c',
    mark: '#9aa2ae',
    bar: '#747d8a',
    rule: '#434952',
    grid: '#2b3037',
    paper: '#14171b',
  };
}

/** The accent at 16% on white paper. */
function tintOf(accent: string): string {
  return mixed(accent, 0.84, 255);
}

/** A colour with `share` of a grey, 0 to 255, in its place. */
function mixed(colour: string, share: number, grey: number): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `#${channels
    .map((one) =>
      Math.round(one + share * (grey - one))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
