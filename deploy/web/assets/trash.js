// The trash: what is in it can be restored, goes for good by itself after a while, or at
// once.

import { api } from "./api.js";
import { TRASHED, each } from "./bulk.js";
import { choosing } from "./choosing.js";
import { sure } from "./dialog.js";
import { element, fill, set } from "./element.js";
import { grid } from "./grid.js";
import { hear, tell } from "./news.js";
import { given, sentence } from "./problem.js";
import { mayEdit, profile } from "./profile.js";
import { say } from "./status.js";
import { count } from "./words.js";

const DAY = 24 * 60 * 60 * 1000; // ms

const path = (photo) => `/api/photos/${encodeURIComponent(photo.id)}`;

export async function trash(context) {
  const total = element("p", { class: "count" });
  const ends = element("div", { class: "ends" });
  const work = element("div", { class: "work" });
  const words = element("p", { class: "soft" }, "Photos go for good when they have been here for 30 days, with their files. Until then they can be restored.");
  const photos = grid({
    load: ({ cursor, limit, signal }) => api.get("/api/photos", { query: { trash: true, cursor, limit }, signal }),
    total,
    empty: () => element("div", { class: "message" }, element("h2", {}, "The trash is empty"), element("p", {}, "Photos you throw away wait here for 30 days. Until then they can be restored.")),
    keeps: (photo) => photo.state === "trashed",
    badge: left,
    signal: context.signal,
  });
  const several = choosing(photos, TRASHED, context.signal);
  const draw = () => {
    words.hidden = photos.photos.length === 0;
    set(ends, { hidden: !mayEdit() || photos.photos.length === 0 });
    if (!ends.firstChild) fill(ends, several.button, element("button", { type: "button", onclick: () => empty(photos, work, context.signal) }, "Empty the trash"));
  };
  context.keep(() => { photos.returned(); draw(); });
  hear("grid.fewer", draw, context.signal);
  await Promise.all([photos.ready, profile().catch(() => null)]);
  draw();
  return element("section", {}, element("div", { class: "heading" }, element("h1", {}, "Trash"), total, ends), several.bar, words, work, photos.node);
}

/** How long a photo of the trash is there, in words. */
export function left(photo) {
  const days = Math.ceil((Date.parse(photo.goes) - Date.now()) / DAY);
  if (Number.isNaN(days)) return "";
  return days < 1 ? "goes today" : `${count(days, "day")} left`;
}

/** Puts a photo into the trash, with a way back. */
export async function throwAway(photo, view) {
  await api.remove(path(photo));
  await view.leave();
  say("It is in the trash.", { undo: async () => {
    try {
      await restore(photo);
      tell("photo.added");
    } catch (failure) {
      say(failure.message, { bad: true });
    }
  } });
}

/** Takes a photo out of the trash. */
export async function restore(photo) {
  const back = await api.post(`${path(photo)}/restore`);
  say("It is back in the gallery.");
  return back;
}

/** Deletes a photo for good, if that is meant. */
export async function destroy(photo) {
  if (!await sure({ title: "Delete it for good?", words: "The photo and its file are removed, and nobody can bring them back.", yes: "Delete for good", bad: true })) return false;
  await api.remove(path(photo), { query: { forever: true } });
  say("It is gone for good.");
  return true;
}

// Deletes all there are, page by page, and shows how far it is; it can be stopped.
async function empty(photos, work, signal) {
  if (!await sure({ title: "Empty the trash?", words: "All photos in the trash are removed with their files, and nobody can bring them back.", yes: "Delete all for good", bad: true })) return;
  const stop = new AbortController();
  const line = element("p");
  const bar = element("progress", { "aria-label": "How much of the trash is gone" });
  const end = element("button", { type: "button", class: "plain", onclick: () => stop.abort() }, "Stop");
  fill(work, element("div", { class: "line" }, line, bar, end));
  end.focus();
  let gone = 0;
  const show = (all) => { fill(line, `${gone.toLocaleString()} of ${count(all, "photo")} deleted`); set(bar, { max: all, value: gone }); };
  const both = AbortSignal.any([signal, stop.signal]);
  try {
    for (let page = await waste(both); page.photos.length > 0 && !both.aborted; page = await waste(both)) {
      const before = gone;
      const all = gone + page.total;
      show(all);
      await each(page.photos, async (photo) => {
        await api.remove(path(photo), { query: { forever: true } });
        gone++;
        show(all);
        tell("photo.gone", photo);
      }, { signal: both });
      if (gone === before) break; // others delete them as well
    }
    if (!stop.signal.aborted) say("The trash is empty.");
  } catch (failure) {
    if (!given(failure)) say(`${sentence(failure)} ${count(gone, "photo")} went, the rest is still here.`, { bad: true });
  }
  if (stop.signal.aborted) say(`${count(gone, "photo")} went, the rest is still here.`);
  fill(work);
  if (document.activeElement === document.body) document.querySelector("main h1")?.focus();
  if (!signal.aborted) photos.reload().then(() => tell("grid.fewer"), () => {});
}

const waste = (signal) => api.get("/api/photos", { query: { trash: true, limit: 50 }, signal });
