// The trash: what is in it can be restored, or go for good.

import { api } from "./api.js";
import { sure } from "./dialog.js";
import { element, fill } from "./element.js";
import { grid } from "./grid.js";
import { tell } from "./news.js";
import { mayEdit, profile } from "./profile.js";
import { say } from "./status.js";
import { count } from "./words.js";

const path = (photo) => `/api/photos/${encodeURIComponent(photo.id)}`;

export async function trash(context) {
  context.keep();
  const total = element("p", { class: "count" });
  const [photos] = await Promise.all([grid({
    load: ({ cursor, limit, signal }) => api.get("/api/photos", { query: { trash: true, cursor, limit }, signal }),
    first: (page) => fill(total, page.photos.length > 0 && `${page.exact === false ? "more than " : ""}${count(page.total, "photo")}`),
    empty: () => element("div", { class: "message" }, element("h2", {}, "The trash is empty"), element("p", {}, "Photos you throw away wait here. They can be restored until you delete them for good.")),
    keeps: (photo) => photo.state === "trashed",
    signal: context.signal,
  }), profile().catch(() => null)]);
  await photos.ready;
  const empty = element("button", { type: "button", onclick: () => emptied(photos) }, "Empty the trash");
  return element("section", {}, element("div", { class: "heading" }, element("h1", {}, "Trash"), total, element("div", { class: "ends" }, mayEdit() && photos.photos.length > 0 && empty)),
    photos.photos.length > 0 && element("p", { class: "soft" }, "Open a photo to restore it, or to delete it for good."), photos.node);
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

async function emptied(photos) {
  if (!await sure({ title: "Empty the trash?", words: "All photos in the trash are removed with their files, and nobody can bring them back.", yes: "Delete all for good", bad: true })) return;
  let gone = 0;
  try {
    for (let page = await waste(); page.length > 0; page = await waste()) {
      for (const photo of page) {
        await api.remove(path(photo), { query: { forever: true } });
        tell("photo.gone", { id: photo.id });
        gone++;
      }
    }
    say("The trash is empty.");
  } catch (failure) {
    say(`${failure.message} ${count(gone, "photo")} went, the rest is still here.`, { bad: true });
  }
  photos.reload();
}

const waste = async () => (await api.get("/api/photos", { query: { trash: true, limit: 50 } })).photos;
