// How much there is in a gallery, and how much there may be, in words.

import { api } from "./api.js";
import { element, fill } from "./element.js";
import { hear } from "./news.js";
import { bytes, count } from "./words.js";

const NEAR = 0.9; // of what there may be, from which on it is told how to make room

/** A line that tells it, filled when it is known, and kept as things are. */
export function room(signal) {
  const node = element("div", { class: "room" });
  let turn = 0;
  const draw = async () => {
    const mine = ++turn;
    const usage = await api.get("/api/usage", { signal, quiet: true }).catch(() => null);
    if (usage && mine === turn) fill(node, told(usage)); // else it is asked anew already
  };
  hear("photo.added", draw, signal);
  hear("photo.gone", draw, signal);
  draw();
  return node;
}

function told(usage) {
  const percent = Math.min(100, (100 * usage.bytes) / usage.quota);
  const trashed = usage.trashed > 0 && [` ${count(usage.trashed, "more", "more")} in the `, element("a", { href: "/trash" }, "trash"), ` ${usage.trashed === 1 ? "takes" : "take"} room, too.`];
  return [
    element("p", {}, `${bytes(usage.bytes)} of ${bytes(usage.quota)} are used, by ${count(usage.photos, "photo")}.`, trashed),
    percent >= 1 && element("progress", { max: 100, value: percent.toFixed(1), "aria-label": "Room that is used" }),
    percent >= NEAR * 100 && element("p", { class: "wrong" }, usage.bytes >= usage.quota ? "There is no room left: delete photos for good to make some." : "There is little room left. Deleting photos for good makes some."),
  ];
}
