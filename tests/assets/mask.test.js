import assert from "node:assert/strict";
import { test } from "node:test";
import "../../tkpkp_geo/assets/map/mask.js";

const { decodeMask } = globalThis.TKPKP;
const letThrough = (mask, rows) => Array.from({ length: rows }, (_, i) => i).filter(decodeMask(mask));

test("the first row is the highest bit of the first byte", () => {
  assert.deepEqual(letThrough("gA==", 8), [0]); // 0b10000000
  assert.deepEqual(letThrough("AQ==", 8), [7]); // 0b00000001
});

test("the ninth row stands in the second byte", () => {
  assert.deepEqual(letThrough("AIA=", 16), [8]); // 0x00 0x80
  assert.deepEqual(letThrough("oUA=", 16), [0, 2, 7, 9]); // 0b10100001 0b01000000
});

test("a mask of ones lets every row through and one of zeros none", () => {
  assert.deepEqual(letThrough("//8=", 11), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.deepEqual(letThrough("AAA=", 11), []);
});

test("a row behind the end of the mask is not let through", () => {
  assert.equal(decodeMask("/w==")(8), false);
  assert.equal(decodeMask("")(0), false);
});
