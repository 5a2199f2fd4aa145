// Searching: the words every channel understands, how they were taken, and what was found.

import { api } from "./api.js";
import { LIVE } from "./bulk.js";
import { choosing } from "./choosing.js";
import { element, fill } from "./element.js";
import { grid } from "./grid.js";
import { icon } from "./icons.js";
import { mayEdit, profile } from "./profile.js";
import { share } from "./shares.js";

/** The address of a search. */
export function searchFor(words) { return `/search?q=${encodeURIComponent(words)}`; }

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function search(context) {
  const words = (context.query.get("q") ?? "").trim();
  context.title(words ? `“${words}”` : "Search");
  const reading = element("div", { class: "reading", role: "status" });
  const ends = element("div", { class: "ends" });
  const photos = grid({
    load: ({ cursor, limit, signal }) => api.post("/api/search", { words, limit, zone: ZONE, ...(cursor && { cursor }) }, { signal }),
    first: (page) => {
      fill(reading, understood(page));
      profile().catch(() => {}).then(() => fill(ends, page.photos.length > 0 && mayEdit() && [several.button, words && sharing(words)]));
    },
    empty: () => null, // the reading says what there is instead
    signal: context.signal,
  });
  const several = choosing(photos, LIVE, context.signal);
  context.keep(photos.returned);
  await photos.ready;
  return element("section", {}, element("div", { class: "heading" }, element("h1", {}, words ? `“${words}”` : "Everything"), ends), reading, several.bar, photos.node);
}

function sharing(words) {
  return element("button", { type: "button", onclick: () => share({ words }, `what “${words}” finds`) }, icon("share"), "Share");
}

// How the words were taken: what was looked for, what was guessed, what is asked back, what
// there is where nothing was found, and ways to search.
function understood({ understood: line, guesses, instead, topics, photos }) {
  return [
    line && element("p", {}, line),
    guesses.map((guess) => [element("p", { class: "guess" }, guess.text), choices(guess.choices, guess.text)]),
    choices(instead, "What there is instead"),
    topics.length > 0 && element("ul", { class: "topics" }, topics.map((topic) => element("li", {},
      element("a", { class: "button", href: searchFor(topic.example) }, element("code", {}, topic.example)), element("span", {}, topic.help)))),
    photos.length === 0 && instead.length === 0 && topics.length === 0 && guesses.length === 0 && element("p", { class: "ways" }, element("a", { class: "button", href: "/" }, "All photos")),
  ];
}

function choices(all, label) {
  return all.length > 0 && element("div", { class: "tries", role: "group", "aria-label": label },
    all.map((choice) => element("a", { class: "button", href: searchFor(choice.words) }, choice.label)));
}
