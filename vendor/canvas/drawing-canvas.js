// The vector canvas behind chartjs-node-canvas's svg mode. Skia's own SVG writer places every
// glyph by itself, splits text at spaces and spells a circle in 128 curves, so this one keeps
// the shapes as they were asked for. Calls for effects that print does not use (gradients,
// images, shadows) are absent and throw.

const { createCanvas } = require('@napi-rs/canvas/node-canvas');

const INITIAL = {
  fillStyle: '#000',
  strokeStyle: '#000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  label: undefined,
  dash: [],
  matrix: [1, 0, 0, 1, 0, 0],
};

const FONT = /^(?:(italic|normal) )?(?:(normal|bold|\d+) )?([\d.]+)px "([^"]+)"$/;
const WEIGHTS = { undefined: 400, normal: 400, bold: 700 };
const ANCHORS = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' };

/** One quoted family: a list, or a name Skia cannot read, falls back to the machine's own fonts. */
function parseFont(font) {
  const match = FONT.exec(font);
  if (!match) throw new Error(`The drawing canvas needs one quoted font family, not: ${font}`);
  const [, style, weight, size, family] = match;
  return {
    italic: style === 'italic',
    weight: WEIGHTS[weight] ?? Number(weight),
    size: Number(size),
    family,
  };
}

const round = (value) => Math.round(value * 100) / 100;

let ruler;
function measure(font, textBaseline, text) {
  ruler ??= createCanvas(1, 1).getContext('2d');
  ruler.font = font;
  ruler.textBaseline = textBaseline;
  return ruler.measureText(text);
}

/** Distance in px from the given baseline down to the alphabetic one. */
function dropToAlphabetic(font, textBaseline) {
  if (textBaseline === 'alphabetic') return 0;
  const ascent = (baseline) => measure(font, baseline, 'x').fontBoundingBoxAscent;
  return ascent('alphabetic') - ascent(textBaseline);
}

class DrawingContext {
  constructor(canvas) {
    this.canvas = canvas;
    this.saved = [];
    this.path = [];
    Object.assign(this, INITIAL);
  }

  save() {
    this.saved.push(Object.fromEntries(Object.keys(INITIAL).map((key) => [key, this[key]])));
  }

  restore() {
    Object.assign(this, this.saved.pop());
  }

  setTransform(a, b, c, d, e, f) {
    if (a * d - b * c !== 1) throw new Error('The drawing canvas does not scale.');
    this.matrix = [a, b, c, d, e, f];
  }

  resetTransform() {
    this.matrix = INITIAL.matrix;
  }

  translate(x, y) {
    const [e, f] = this.#place(x, y);
    this.matrix = [...this.matrix.slice(0, 4), e, f];
  }

  rotate(angle) {
    const [a, b, c, d, e, f] = this.matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  clearRect() {
    this.canvas.shapes.length = 0;
  }

  beginPath() {
    this.path = [];
  }

  // Chart.js clips each axis to its own strip, where all of it lies anyway.
  clip() {}

  closePath() {
    if (this.path.length > 0) this.path.push('Z');
  }

  moveTo(x, y) {
    this.#add('M', [x, y]);
  }

  lineTo(x, y) {
    this.#add(this.path.length === 0 ? 'M' : 'L', [x, y]);
  }

  bezierCurveTo(...points) {
    this.#add('C', points);
  }

  quadraticCurveTo(...points) {
    this.#add('Q', points);
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  arc(x, y, radius, start, end, anticlockwise = false) {
    const sweep = Math.min(Math.abs(end - start), 2 * Math.PI) * (anticlockwise ? -1 : 1);
    const at = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    this.lineTo(...at(start));
    for (const half of [start + sweep / 2, start + sweep]) {
      const [ex, ey] = this.#place(...at(half)).map(round);
      this.path.push(`A${round(radius)} ${round(radius)} 0 0 ${anticlockwise ? 0 : 1} ${ex} ${ey}`);
    }
  }

  fill(rule) {
    if (this.path.length === 0) return;
    this.#keepPath({ fill: this.fillStyle, ...(rule === 'evenodd' && { evenOdd: true }) });
  }

  stroke() {
    if (this.path.length === 0) return;
    const outline = { stroke: this.strokeStyle, width: this.lineWidth };
    if (this.lineCap !== 'butt') outline.cap = this.lineCap;
    if (this.lineJoin !== 'miter') outline.join = this.lineJoin;
    if (this.dash.length > 0) outline.dash = this.dash;
    const last = this.canvas.shapes.at(-1);
    const filledJustNow = last?.kind === 'path' && last.d === this.path.join('') && !last.stroke;
    if (filledJustNow) Object.assign(last, outline);
    else this.#keepPath(outline);
  }

  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  strokeRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  measureText(text) {
    parseFont(this.font);
    return measure(this.font, this.textBaseline, text);
  }

  fillText(text, x, y) {
    const { italic, weight, size, family } = parseFont(this.font);
    const drop = dropToAlphabetic(this.font, this.textBaseline);
    const [a, b, c, d] = this.matrix;
    const [e, f] = this.#place(x, y + drop).map(round);
    this.canvas.shapes.push({
      kind: 'text',
      text: String(text),
      x: e,
      y: f,
      size,
      weight,
      family,
      anchor: ANCHORS[this.textAlign],
      fill: this.fillStyle,
      ...(italic && { italic }),
      ...(b !== 0 && { turn: [a, b, c, d].map(round) }),
      ...(this.label && { label: this.label }),
    });
  }

  #place(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  #add(command, numbers) {
    const placed = [];
    for (let i = 0; i < numbers.length; i += 2) {
      placed.push(...this.#place(numbers[i], numbers[i + 1]).map(round));
    }
    this.path.push(command + placed.join(' '));
  }

  #keepPath(paint) {
    this.canvas.shapes.push({ kind: 'path', d: this.path.join(''), ...paint });
  }
}

class DrawingCanvas {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.shapes = [];
    this.context = new DrawingContext(this);
  }

  getContext() {
    return this.context;
  }

  /** The drawing as JSON, `{ width, height, shapes }` as typed in index.d.ts. */
  toBuffer() {
    const { width, height, shapes } = this;
    return Buffer.from(JSON.stringify({ width, height, shapes }));
  }
}

module.exports = { DrawingCanvas };
