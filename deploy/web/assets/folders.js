// What of a drop, or of what was chosen, is to be added: its files, those in folders too.
// What isn't is counted, so that it can be said.

import { end, isArchive, isVideo, typeOf } from "./kinds.js";

/** How many files are taken at a time. */
export const MOST = 5000;

// What systems put into folders, and nobody thinks of.
const HIDDEN = /^(\..*|thumbs\.db|desktop\.ini)$/i;

const paths = new WeakMap(); // of files that don't know themselves in which folder they lay

/** Where a file lay in what was dropped or chosen. */
export const pathOf = (file) => paths.get(file) ?? (file.webkitRelativePath || file.name);

/**
 * Promises what of a drop is to be added:
 *
 *   files   photos, and what would be taken for one; what was dropped by itself in any case
 *   left    how many others lay in folders, by the ends of their names
 *   unread  how many files and folders couldn't be read
 *   more    whether there are more than are taken at a time
 */
export async function dropped(transfer) {
  // What was dropped is only known until the first wait.
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const haul = nothing();
  for (const entry of entries) {
    if (entry) await walk(entry, haul, false);
  }
  return haul;
}

/** The same of files that were chosen, or of those of a folder that was. */
export function chosen(files) {
  const haul = nothing();
  for (const file of files) take(file, haul, file.webkitRelativePath !== "");
  return haul;
}

const nothing = () => ({ files: [], left: new Map(), unread: 0, more: false });

function take(file, haul, inside) {
  if (inside && HIDDEN.test(file.name)) return;
  if (inside && !typeOf(file) && !isVideo(file) && !isArchive(file)) haul.left.set(end(file), (haul.left.get(end(file)) ?? 0) + 1);
  else if (haul.files.length < MOST) haul.files.push(file);
  else haul.more = true;
}

async function walk(entry, haul, inside) {
  if (haul.more) return;
  if (entry instanceof File) {
    take(entry, haul, inside);
  } else if (entry.isFile) {
    const file = await new Promise((resolve) => { entry.file(resolve, () => resolve(null)); });
    if (file) {
      paths.set(file, entry.fullPath.slice(1));
      take(file, haul, inside);
    } else {
      haul.unread++;
    }
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    for (let some = await list(reader, haul); some.length > 0; some = await list(reader, haul)) {
      for (const each of some) await walk(each, haul, true);
    }
  }
}

const list = (reader, haul) => new Promise((resolve) => { reader.readEntries(resolve, () => { haul.unread++; resolve([]); }); });
