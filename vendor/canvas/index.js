// Text is measured and painted in the briefing's own fonts only: without the machine's fonts
// the pictures are the same everywhere, and their scan at start-up is spared.
process.env.DISABLE_SYSTEM_FONTS_LOAD ??= '1';

const raster = require('@napi-rs/canvas/node-canvas');
const { DrawingCanvas } = require('./drawing-canvas.js');

const { GlobalFonts } = require('@napi-rs/canvas');

const { Image, Path2D, registerFont } = raster;

const given = new Set();

/** Registers a font from memory, once under each name. */
function registerFontBytes(bytes, family) {
  if (given.has(family)) return;
  given.add(family);
  GlobalFonts.register(Buffer.from(bytes), family);
}

function createCanvas(width, height, type) {
  return type === 'svg' ? new DrawingCanvas(width, height) : raster.createCanvas(width, height, type);
}

module.exports = { createCanvas, Image, Path2D, registerFont, registerFontBytes };
