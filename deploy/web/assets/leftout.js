// Says what of a drop, or of a folder that was chosen, isn't added.

import { element, fill } from "./element.js";
import { MOST } from "./folders.js";
import { count, list } from "./words.js";

const NAMED = 3; // kinds of files that are told by name

/** In words, what of a haul of folders.js isn't added; "" is nothing. */
export function leftOut({ files, left, unread, more }) {
  const kinds = [...left].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([end]) => end.toUpperCase() || "names without an ending");
  const others = [...left.values()].reduce((sum, n) => sum + n, 0);
  const sidecars = ["JSON", "XMP"].filter((kind) => kinds.includes(kind));
  return [
    more && `These are many at once: the first ${MOST.toLocaleString()} were taken. Please add the rest folder by folder, or bring in all of it with “shoebox import”.`,
    others > 0 && `${count(others, files.length > 0 ? "other file" : "file")} ${others === 1 ? "was" : "were"} left out, which can't be added here: ${list(kinds.length > NAMED ? [...kinds.slice(0, NAMED), "others"] : kinds)}.`,
    sidecars.length > 0 && `What ${list(sidecars)} files say of photos is read by “shoebox import”.`,
    unread > 0 && `${count(unread, "file or folder", "files or folders")} couldn't be read. Please try again with ${unread === 1 ? "that one" : "those"} alone.`,
    files.length + others + unread === 0 && "There are no photos in it.",
  ].filter(Boolean).join(" ");
}

/** A place for that, as long as nobody has had enough of it: {node, draw(haul)}. */
export function leftNote(dismiss) {
  const words = element("p");
  const node = element("div", { class: "note", hidden: true }, words, element("button", { type: "button", class: "plain", onclick: dismiss }, "Dismiss"));
  const draw = (haul) => {
    const now = haul ? leftOut(haul) : "";
    node.hidden = now === "";
    if (words.textContent !== now) fill(words, now);
  };
  return { node, draw };
}
