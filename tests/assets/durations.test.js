import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDuration, pace } from "../../tkpkp_geo/assets/pages/durations.js";

test("a duration below an hour has minutes and two digits of seconds", () => {
  assert.equal(formatDuration(0), "0:00");
  assert.equal(formatDuration(9.99), "0:09");
  assert.equal(formatDuration(60), "1:00");
  assert.equal(formatDuration(3599), "59:59");
});

test("from an hour on minutes have two digits as well", () => {
  assert.equal(formatDuration(3600), "1:00:00");
  assert.equal(formatDuration(3 * 3600 + 4 * 60 + 5), "3:04:05");
  assert.equal(formatDuration(26 * 3600), "26:00:00");
});

test("a frame without planned minutes has no pace", () => {
  assert.equal(pace(null, 500).state, "");
  assert.equal(pace(0, 500).state, "");
});

test("a frame that is not on screen has no pace", () => {
  assert.deepEqual(pace(5, null), { left: 300, state: "" });
});

test("a frame is nearly over in its last minute", () => {
  assert.equal(pace(10, 539).state, "");
  assert.deepEqual(pace(10, 540), { left: 60, state: "nearly" });
  assert.deepEqual(pace(10, 600), { left: 0, state: "nearly" });
  assert.deepEqual(pace(10, 601), { left: -1, state: "over" });
});

test("of a short frame only the last fifth is nearly over", () => {
  assert.equal(pace(1, 47).state, "");
  assert.equal(pace(1, 48).state, "nearly");
});
