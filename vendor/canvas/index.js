// Text is measured and painted in the briefing's own fonts only: without the machine's fonts
// the pictures are the same everywhere, and their scan at start-up is spared.
process.env.DISABLE_SYSTEM_FONTS_LOAD ??= '1';

const raster = require('@napi-rs/canvas/node-canvas');
const { DrawingCanvas } = require('./drawing-canvas.js');

const { Image, Path2D, registerFont } = raster;

function createCanvas(width, height, type) {
  return type === 'svg' ? new DrawingCanvas(width, height) : raster.createCanvas(width, height, type);
}

module.exports = { createCanvas, Image, Path2D, registerFont };
