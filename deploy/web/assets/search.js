// Searching: the words every channel understands, how they were taken, and what was found.

import { api } from "./api.js";
import { element, fill } from "./element.js";
import { grid } from "./grid.js";
import { count } from "./words.js";

/** The address of a search. */
export function searchFor(words) { return `/search?q=${encodeURIComponent(words)}`; }

export async function search(context) {
  const words = (context.query.get("q") ?? "").trim();
  context.title(words ? `“${words}”` : "Search");
  context.keep();
  const total = element("p", { class: "count", role: "status" });
  const reading = element("div", { class: "reading" });
  const photos = grid({
    load: ({ cursor, limit, signal }) => api.post("/api/search", { words, limit, ...(cursor && { cursor }) }, { signal }),
    first: (page) => {
      fill(reading, understood(page));
      fill(total, page.photos.length > 0 && `${page.exact ? "" : "more than "}${count(page.total, "photo")}`);
    },
    empty: () => element("p", { class: "soft" }, "Nothing here yet."),
    signal: context.signal,
  });
  await photos.ready;
  return element("section", {}, element("div", { class: "heading" }, element("h1", {}, words ? `“${words}”` : "Search"), total), reading, photos.node);
}

function understood() { return []; }
