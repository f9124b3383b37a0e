/* Which rows a filter lets through: one bit a row, the first row in the highest bit of the first byte, in base64. */
(() => {
  "use strict";
  globalThis.TKPKP ??= {};

  /* Give a function that tells of a row's number whether it is let through. */
  globalThis.TKPKP.decodeMask = (mask) => {
    const bytes = Uint8Array.from(atob(mask), (c) => c.charCodeAt(0));
    return (i) => (bytes[i >> 3] & (128 >> (i & 7))) !== 0;
  };
})();
