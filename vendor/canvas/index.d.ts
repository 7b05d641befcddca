export {
  type Context2d,
  createCanvas,
  Image,
  Path2D,
  registerFont,
} from '@napi-rs/canvas/node-canvas';

/** Registers a font from memory, once under each name. */
export function registerFontBytes(bytes: Uint8Array, family: string): void;

export interface PathShape {
  kind: 'path';
  /** SVG path data, coordinates in px with two decimals. */
  d: string;
  fill?: string;
  evenOdd?: true;
  stroke?: string;
  width?: number;
  cap?: 'round' | 'square';
  join?: 'round' | 'bevel';
  dash?: number[];
}

export interface TextShape {
  kind: 'text';
  text: string;
  /** Where the anchor meets the alphabetic baseline, px. */
  x: number;
  y: number;
  /** Px. */
  size: number;
  weight: number;
  italic?: true;
  family: string;
  anchor: 'start' | 'middle' | 'end';
  fill: string;
  /** The first four numbers of a rotation matrix about (x, y). */
  turn?: [number, number, number, number];
  /** The context's `label` when the text was drawn; what chart.js draws by itself, the ticks of an axis, has none. */
  label?: Label;
}

/** What a text of a drawing is for. */
export interface Label {
  /** Address of the datum that it prints, or addresses separated by spaces. */
  datum?: string | undefined;
  /** A further line of the text before. */
  continued?: boolean | undefined;
  /** The first entry of the evidence ledger that it names, and which it is no datum of. */
  entry?: number | undefined;
}

export type Shape = PathShape | TextShape;

/** What a canvas of type "svg" gives as its buffer, as JSON. */
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}
