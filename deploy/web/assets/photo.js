// One photo, large, with what is known of it: when, where in words, who, by which camera.

import { actionsFor } from "./actions.js";
import { alikes } from "./alike.js";
import { api } from "./api.js";
import { placeCredit } from "./credit.js";
import { element, fill, set } from "./element.js";
import { shape } from "./grid.js";
import { icon } from "./icons.js";
import { hear, tell } from "./news.js";
import { sentence } from "./problem.js";
import { profile } from "./profile.js";
import { back, readdress } from "./router.js";
import { searchFor } from "./search.js";
import { sequence } from "./sequence.js";
import { say } from "./status.js";
import { left } from "./trash.js";
import { day, hour, list, where } from "./words.js";

const SWIPE = 48; // pixels to the side that are meant
const REST = 300; // ms on a photo until it is asked for afresh

export async function photo(context) {
  const stage = element("div", { class: "stage" });
  const panel = element("div", { class: "panel" });
  const previous = turner("back", "Previous photo", () => turn("before"));
  const next = turner("forward", "Next photo", () => turn("after"));
  const close = element("button", { type: "button", class: "round over close", "aria-label": "Close the photo", onclick: () => back("/") }, icon("close"));
  const node = element("article", { class: "photo" }, element("div", { class: "frame" }, close, previous, stage, next), panel);
  const alike = alikes(context.signal);
  let shown = null;
  let resting = 0;

  function show(one, { arrive = true } = {}) {
    shown = one;
    sequence.at(one.id);
    context.title(titleOf(one));
    if (arrive) fill(set(stage, { style: shape(one) }), picture(one));
    fill(panel, details(one), toolbar(one, { show: changed, leave }), alike.node, where(one.place) && placeCredit());
    alike.of(one);
    sequence.beside(one.id).then(({ before, after }) => {
      if (shown.id !== one.id) return;
      set(previous, { hidden: !before });
      set(next, { hidden: !after });
      if (after) new Image().src = after.pictures.large; // there before it is asked for
    });
  }

  function changed(one) {
    show(one, { arrive: false });
    tell("photo.changed", { photo: one });
  }

  async function turn(side) {
    const to = (await sequence.beside(shown.id))[side];
    if (!to || context.signal.aborted) return;
    readdress(`/photos/${encodeURIComponent(to.id)}`);
    show(to);
    clearTimeout(resting);
    resting = setTimeout(refresh, REST);
  }

  // Goes on to a neighbour, as when this one was put into the trash.
  async function leave() {
    const id = shown.id;
    const { before, after } = await sequence.beside(id);
    const to = after ?? before;
    tell("photo.gone", { id });
    if (context.signal.aborted) return; // somebody went elsewhere meanwhile
    if (!to) { back("/"); return; }
    readdress(`/photos/${encodeURIComponent(to.id)}`);
    show(to);
  }

  async function refresh() {
    const id = shown.id;
    const fresh = await api.get(`/api/photos/${encodeURIComponent(id)}`, { signal: context.signal }).catch(() => null);
    if (fresh && shown.id === id && fresh.version !== shown.version) changed(fresh);
  }

  const known = sequence.find(context.params.id);
  if (known) resting = setTimeout(refresh, REST);
  show(known ?? await api.get(`/api/photos/${encodeURIComponent(context.params.id)}`, { signal: context.signal }));
  context.signal.addEventListener("abort", () => clearTimeout(resting));
  hear("profile", () => show(shown, { arrive: false }), context.signal); // now it is known what one may do
  profile().catch(() => {});
  keys(context.signal, { ArrowLeft: () => turn("before"), ArrowRight: () => turn("after"), Escape: () => back("/") });
  swipes(stage, () => turn("before"), () => turn("after"));
  return node;
}

/** What to call a photo. */
export function titleOf(one) { return one.title || day(one.taken) || "Photo"; }

function turner(which, label, run) {
  return element("button", { type: "button", class: `round over ${which}`, "aria-label": label, hidden: true, onclick: run }, icon(which));
}

// The smaller picture, which a grid has fetched already, stands in until the large one is
// there.
function picture(one) {
  const large = element("img", { class: "large", src: one.pictures.large, alt: one.alt || titleOf(one), decoding: "async", fetchpriority: "high", onload: () => large.classList.add("here"), onerror: () => large.classList.add("missing") });
  return element("div", { class: "picture" }, element("img", { class: "blur", src: one.pictures.medium, alt: "" }), large);
}

function details(one) {
  const place = where(one.place);
  const at = one.taken ? [day(one.taken), hour(one.taken)].filter(Boolean).join(", ") : "";
  return [
    element("h1", { tabindex: "-1" }, titleOf(one)),
    one.state === "trashed" && element("p", { class: "note" }, ["This photo is in the trash", left(one)].filter(Boolean).join(": ").concat(".")),
    one.description && element("p", { class: "description" }, one.description),
    element("dl", { class: "facts" },
      fact("time", "When", one.taken && element("time", { datetime: one.taken }, one.taken_words || at)),
      fact("place", "Where", place && element("a", { href: searchFor(`in ${one.place.city || place}`) }, place)),
      fact("person", "Who", one.people?.length > 0 && joined(one.people, (name) => element("a", { href: searchFor(name) }, name))),
      fact("camera", "Camera", one.camera),
      fact("album", "Albums", one.albums?.length > 0 && joined(one.albums, (name) => element("a", { href: `/albums/${encodeURIComponent(name)}` }, name))),
      fact("tag", "Tags", one.tags?.length > 0 && joined(one.tags, (name) => element("a", { href: searchFor(name) }, name))),
      fact("star", "Rating", one.rating > 0 && stars(one.rating)),
      fact("info", "In it", list(seen(one)))),
  ];
}

function stars(rating) {
  return element("span", { class: "stars", role: "img", "aria-label": `${rating} of 5 stars` }, "★".repeat(rating), "☆".repeat(5 - rating));
}

// What is to be seen in it, each once, and not what its tags say already.
function seen({ labels = [], tags = [] }) {
  const said = new Set(tags.map((tag) => tag.toLowerCase()));
  return [...new Set(labels.map((label) => label.toLowerCase()))].filter((label) => !said.has(label));
}

function fact(drawing, name, value) {
  return value ? element("div", {}, element("dt", {}, icon(drawing), name), element("dd", {}, value)) : null;
}

// Names with commas between them, and "and" before the last.
function joined(names, node) {
  return names.flatMap((name, i) => [i === 0 ? null : i === names.length - 1 ? " and " : ", ", node(name)]);
}

function toolbar(one, view) {
  const actions = actionsFor(one);
  if (actions.length === 0) return null;
  return element("div", { class: "actions", role: "group", "aria-label": "What to do with the photo" }, actions.map((action) => {
    const pressed = action.pressed?.(one);
    const run = async (event) => {
      const button = event.currentTarget;
      if (button.getAttribute("aria-busy")) return;
      set(button, { "aria-busy": "true" }); // a disabled one could not be given the focus back
      try {
        await action.run(one, view);
      } catch (failure) {
        say(sentence(failure), { bad: true });
      } finally {
        set(button, { "aria-busy": null });
        if (!button.isConnected && document.activeElement === document.body) {
          document.querySelector(`.actions [data-action="${action.icon}"]`)?.focus();
        }
      }
    };
    return element("button", { type: "button", "data-action": action.icon, "aria-pressed": pressed === undefined ? undefined : String(pressed), onclick: run },
      icon(action.icon, { full: pressed === true }), element("span", {}, action.label(one)));
  }));
}

// Keys for the whole view, except where one types or a dialog is open.
function keys(signal, does) {
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest?.("input, textarea, select, [role=listbox], [popover]") || document.querySelector("dialog[open]");
    if (!does[event.key] || busy || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    does[event.key]();
  }, { signal });
}

function swipes(stage, before, after) {
  let from = null;
  stage.addEventListener("pointerdown", (event) => { from = event.isPrimary && event.pointerType !== "mouse" ? [event.clientX, event.clientY] : null; });
  stage.addEventListener("pointercancel", () => { from = null; });
  stage.addEventListener("pointerup", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from[0], event.clientY - from[1]];
    from = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) (x > 0 ? before : after)();
  });
}
