// The SHA-256 of a file. The browser's own has to have the whole file at once, so files
// are read one after the other: at most one of them, 64 MB, is in memory.

let before = Promise.resolve();

/** Promises the SHA-256 of a file, as 64 hexadecimal digits. */
export function sha256(file, signal) {
  const mine = before.then(async () => {
    signal?.throwIfAborted();
    const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  });
  before = mine.catch(() => {});
  return mine;
}
