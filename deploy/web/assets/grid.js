// Photos in rows of one height, each as wide as it is: their places are there before they
// are, so that nothing jumps. More are asked for before the end comes into sight.

import { blur } from "./blur.js";
import { element, fill } from "./element.js";
import { hear, tell } from "./news.js";
import { given, sentence } from "./problem.js";
import { sequence } from "./sequence.js";
import { announce } from "./status.js";
import { count, day, where } from "./words.js";

const FIRST = 24; // photos asked for at first, so that they come soon
const PAGE = 48; // and from then on
const FADE = 400; // ms until a photo that came hides what stood in for it
const AHEAD = "1200px 0px"; // how far below the window the next ones are asked for

/**
 * grid({
 *   load: async ({cursor, limit, signal}) => ({photos, next, …}),  // next "" is the end
 *   first: (page) => …,      // called with the first page, for what stands above
 *   total: node,             // to be filled with how many there are
 *   empty: () => node,       // shown where there is no photo
 *   signal,                  // of the view
 *   keeps: (photo) => true,  // whether a changed photo still belongs here
 *   badge: (photo) => "",    // words that stand on a photo
 * }) gives {node, ready, reload(), returned()}. ready is there with the first page;
 * returned, for context.keep, puts the focus on the photo that was looked at last.
 */
export function grid({ load, first = () => {}, total, empty, signal, keeps = () => true, badge = () => "" }) {
  const rows = element("ul", { class: "grid", "aria-label": "Photos" });
  const end = element("div", { class: "grid-end" });
  const node = element("div", { class: "photos" }, rows, end);
  const photos = [];
  let next = "";
  let whole = null; // {total, exact} of the list
  let loading = null;
  let turn = 0;

  const watch = new IntersectionObserver((seen) => {
    if (seen.some((s) => s.isIntersecting)) more();
  }, { rootMargin: AHEAD });
  signal.addEventListener("abort", () => watch.disconnect());

  function more() {
    if (loading || !next) return loading ?? Promise.resolve();
    return fetchPage(false);
  }

  function fetchPage(fresh) {
    const mine = ++turn;
    fill(end, fresh ? null : places(6));
    loading = load({ cursor: fresh ? "" : next, limit: fresh ? FIRST : PAGE, signal }).then((page) => {
      if (mine !== turn) return;
      if (fresh) { photos.length = 0; fill(rows); }
      next = page.next ?? "";
      const known = new Set(photos.map((p) => p.id));
      const arrived = page.photos.filter((p) => !known.has(p.id)); // one may have moved between pages
      photos.push(...arrived);
      rows.append(...arrived.map((photo) => tile(photo, badge(photo))));
      fill(end, photos.length === 0 && !next && empty?.());
      if (!fresh && arrived.length > 0) announce(`${count(arrived.length, "more photo")}.`);
      if (fresh) {
        whole = { total: page.total, exact: page.exact };
        tally();
        first(page);
      }
      watch.unobserve(end);
      if (next) watch.observe(end); // anew, since it may be in sight still
    }).catch((failure) => {
      if (mine !== turn || given(failure)) return;
      if (fresh) throw failure;
      // The rest is asked for again when there is a network, or by hand.
      fill(end, element("p", { class: "wrong", role: "alert" }, sentence(failure)), element("button", { type: "button", onclick: retry }, "Try again"));
      watch.unobserve(end);
    }).finally(() => { if (mine === turn) loading = null; });
    return loading;
  }

  function tally() {
    if (total) fill(total, photos.length > 0 && `${whole.exact === false ? "more than " : ""}${count(whole.total, "photo")}`);
  }

  function retry() {
    fill(end);
    return fetchPage(photos.length === 0 && !next);
  }
  addEventListener("online", () => { if (end.querySelector(".wrong")) retry(); }, { signal });

  rows.addEventListener("click", (event) => {
    if (event.target.closest("a")) sequence.of(photos, more);
  });
  rows.addEventListener("keydown", (event) => moved(event, rows));

  hear("photo.changed", ({ photo }) => {
    const at = photos.findIndex((p) => p.id === photo.id);
    if (at < 0) return;
    if (!keeps(photo)) { gone(photo.id); return; }
    photos[at] = photo;
    rows.querySelector(`[data-id="${CSS.escape(photo.id)}"]`)?.replaceWith(tile(photo, badge(photo)));
  }, signal);
  hear("photo.gone", ({ id }) => gone(id), signal);

  function gone(id) {
    const at = photos.findIndex((p) => p.id === id);
    if (at < 0) return;
    photos.splice(at, 1);
    rows.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove();
    if (photos.length === 0 && !next) fill(end, empty?.());
    whole.total -= 1;
    tally();
    tell("grid.fewer");
  }

  function returned() {
    rows.querySelector(`[data-id="${CSS.escape(sequence.last)}"] a`)?.focus();
  }

  return { node, ready: fetchPage(true), reload: () => fetchPage(true), returned, photos };
}

/** The proportions of a photo, as styles; those of most photos where they are unknown. */
export function shape(photo) {
  const ratio = photo.width > 0 && photo.height > 0 ? photo.width / photo.height : 1.5;
  return { "--ratio": Math.min(Math.max(ratio, 0.5), 2.6).toFixed(4) };
}

function tile(photo, words) {
  const line = [day(photo.taken), where(photo.place)].filter(Boolean).join(" · ");
  const image = element("img", {
    src: photo.pictures.medium, srcset: sources(photo), sizes: "(max-width: 40rem) 60vw, 24rem",
    alt: photo.alt || photo.title || "Photo", loading: "lazy", decoding: "async",
    onload: () => { link.classList.add("here"); setTimeout(() => haze?.remove(), FADE); },
    onerror: () => link.classList.add("missing"),
  });
  const haze = blur(photo.blurhash);
  const link = element("a", { href: `/photos/${encodeURIComponent(photo.id)}`, class: "tile" },
    haze, image, words && element("span", { class: "badge" }, words),
    element("span", { class: "caption", "aria-hidden": "true" }, element("b", {}, photo.title || "Untitled"), element("small", {}, line)));
  return element("li", { style: shape(photo), "data-id": photo.id }, link);
}

// The widths that renditions of these proportions have: small fits 320×320, medium
// 720×480 and large 1200×800 pixels.
function sources(photo) {
  if (!(photo.width > 0 && photo.height > 0)) return undefined;
  const { pictures: { medium, large }, width, height } = photo;
  const wide = (w, h) => Math.max(1, Math.round(Math.min(w, h * (width / height), width)));
  const all = [[medium, wide(720, 480)], [large, wide(1200, 800)]].filter(([address]) => address);
  return all.length === 2 && all[0][1] !== all[1][1] ? all.map(([address, w]) => `${address} ${w}w`).join(", ") : undefined;
}

/** Empty places, while photos are on their way. */
export function places(n) {
  return element("div", { class: "grid waiting", "aria-hidden": "true" },
    Array.from({ length: n }, (_, i) => element("span", { class: "place", style: { "--ratio": [1.5, 0.75, 1.33, 1.78, 1][i % 5] } })));
}

// The arrow keys go from photo to photo.
function moved(event, rows) {
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: "down", ArrowUp: "up", Home: "first", End: "last" }[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...rows.querySelectorAll("a.tile")];
  const at = all.indexOf(document.activeElement);
  if (at < 0) return;
  const to = typeof by === "number" ? all[at + by] : by === "first" ? all[0] : by === "last" ? all.at(-1) : nearest(all, at, by);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function nearest(all, at, way) {
  const from = all[at].getBoundingClientRect();
  const middle = from.left + from.width / 2;
  const beyond = all.map((tile) => [tile, tile.getBoundingClientRect()])
    .filter(([, box]) => (way === "down" ? box.top >= from.bottom - 1 : box.bottom <= from.top + 1));
  const row = beyond.map(([, box]) => box.top).sort((a, b) => (way === "down" ? a - b : b - a))[0];
  return beyond.filter(([, box]) => Math.abs(box.top - row) < 2)
    .sort(([, a], [, b]) => Math.abs(a.left + a.width / 2 - middle) - Math.abs(b.left + b.width / 2 - middle))[0]?.[0];
}

