export {
  type Context2d,
  createCanvas,
  Image,
  Path2D,
  registerFont,
} from '@napi-rs/canvas/node-canvas';

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
  /** Addresses of the data that the text prints, separated by spaces. */
  finding?: string;
  /** A number of the axis, which is no datum. */
  tick?: true;
  /** The first four numbers of a rotation matrix about (x, y). */
  turn?: [number, number, number, number];
}

export type Shape = PathShape | TextShape;

/** What a canvas of type "svg" gives as its buffer, as JSON. */
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}
