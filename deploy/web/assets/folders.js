// The files of what was dropped, those in folders too.

import { isVideo, typeOf } from "./kinds.js";

const MOST = 5000; // files of one drop

/**
 * Promises the files of a drop; what is neither a picture nor a video is left out, but of
 * folders alone.
 */
export async function folders(transfer) {
  // What was dropped is only known until the first wait.
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const files = [];
  for (const entry of entries) {
    if (entry) await walk(entry, files, false);
  }
  return files;
}

async function walk(entry, files, inside) {
  if (files.length >= MOST) return;
  if (entry instanceof File) {
    files.push(entry);
  } else if (entry.isFile) {
    const file = await new Promise((resolve) => { entry.file(resolve, () => resolve(null)); });
    if (file && (!inside || typeOf(file) || isVideo(file))) files.push(file);
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    for (let some = await list(reader); some.length > 0; some = await list(reader)) {
      for (const each of some) await walk(each, files, true);
    }
  }
}

const list = (reader) => new Promise((resolve) => { reader.readEntries(resolve, () => resolve([])); });
