/**
 * What a colour is for. Charts are drawn in roles; only the writers know the colours, so that a
 * page can recolour a figure for its theme by role.
 */
export type Role = 'ink' | 'muted' | 'accent' | 'mark' | 'bar' | 'rule' | 'grid' | 'paper';

export type Palette = Record<Role, string>;

/** Text roles reach 4.5:1 on the paper of their theme, marks and bars 3:1. */
export function lightPalette(accent: string): Palette {
  return {
    ink: '#16181d',
    muted: '#565d69',
    accent,
    mark: '#656d7a',
    bar: '#848d9b',
    rule: '#b9bfc8',
    grid: '#e3e6ea',
    paper: '#ffffff',
  };
}
