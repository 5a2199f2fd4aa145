// What a photo looks like from afar, until it is there: a blurhash
// (https://github.com/woltapp/blurhash, Algorithm.md), painted. A page of 48 photos takes a
// few milliseconds, since rows and columns are summed one after the other.

import { element } from "./element.js";

const SIDE = 20; // pixels; the browser smooths what it makes larger
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

const WAVES = Array.from({ length: 9 }, (_, n) => Float32Array.from({ length: SIDE }, (_, at) => Math.cos((Math.PI * n * at) / SIDE)));
const LINEAR = Float32Array.from({ length: 256 }, (_, v) => (v <= 10 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
const STEPS = 4096; // of light; dark colours are told apart
const SRGB = Uint8ClampedArray.from({ length: STEPS + 1 }, (_, i) => {
  const v = i / STEPS;
  return Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055));
});

/** A canvas that shows a blurhash; null for what is none. It has no name: it is no picture yet. */
export function blur(hash) {
  const parts = read(hash ?? "");
  if (!parts) return null;
  const canvas = element("canvas", { class: "haze", width: SIDE, height: SIDE, "aria-hidden": "true" });
  const brush = canvas.getContext("2d", { willReadFrequently: true }); // so small that no graphics processor should be asked
  const image = brush.createImageData(SIDE, SIDE);
  paint(parts, image.data);
  brush.putImageData(image, 0, 0);
  return canvas;
}

// The parts of a hash: how many waves there are each way, and how much red, green and blue
// each has, in linear light.
function read(hash) {
  const digits = [...hash].map((digit) => DIGITS.indexOf(digit));
  if (digits.length < 6 || digits.includes(-1)) return null;
  const number = (from, to) => digits.slice(from, to).reduce((n, digit) => 83 * n + digit, 0);
  const columns = (digits[0] % 9) + 1;
  const rows = Math.floor(digits[0] / 9) + 1;
  if (rows > 9 || digits.length !== 4 + 2 * columns * rows) return null;
  const most = (digits[1] + 1) / 166;
  const colours = new Float32Array(3 * columns * rows);
  const mean = number(2, 6);
  colours.set([mean >> 16, (mean >> 8) & 255, mean & 255].map((v) => LINEAR[v & 255]));
  for (let i = 1; i < columns * rows; i++) {
    const all = number(4 + 2 * i, 6 + 2 * i);
    colours.set([Math.floor(all / 361), Math.floor(all / 19) % 19, all % 19].map((v) => Math.sign(v - 9) * ((v - 9) / 9) ** 2 * most), 3 * i);
  }
  return { columns, rows, colours };
}

function paint({ columns, rows, colours }, pixels) {
  const across = new Float32Array(3 * columns); // the waves of one line
  for (let y = 0, at = 0; y < SIDE; y++) {
    across.fill(0);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < 3 * columns; i++) across[i] += colours[3 * columns * row + i] * WAVES[row][y];
    }
    for (let x = 0; x < SIDE; x++, at += 4) {
      for (let part = 0; part < 3; part++) {
        let light = 0;
        for (let column = 0; column < columns; column++) light += across[3 * column + part] * WAVES[column][x];
        pixels[at + part] = SRGB[Math.round(STEPS * Math.min(1, Math.max(0, light)))];
      }
      pixels[at + 3] = 255;
    }
  }
}
