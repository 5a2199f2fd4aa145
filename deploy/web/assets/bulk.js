// What is done with several photos at once.

import { addToAlbum } from "./albums.js";
import { api } from "./api.js";
import { dialog, sure } from "./dialog.js";
import { element } from "./element.js";
import { field, form } from "./form.js";
import { tell } from "./news.js";
import { given, sentence } from "./problem.js";
import { say } from "./status.js";
import { count } from "./words.js";

const AT_ONCE = 4; // photos at a time

const path = (photo) => `/api/photos/${encodeURIComponent(photo.id)}`;

/**
 * Does work(photo) with all of a list, several at a time, until signal is aborted or one
 * fails, and gives how many were done: nothing is under way any more when it is over. far(n)
 * is called as it goes. A photo that is gone meanwhile counts as done.
 */
export async function each(photos, work, { signal, far = () => {} } = {}) {
  const rest = [...photos];
  let done = 0;
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, async () => {
    try {
      while (rest.length > 0 && !signal?.aborted) {
        await work(rest.shift()).catch((failure) => { if (failure.status !== 404) throw failure; });
        far(++done);
      }
    } finally {
      rest.length = 0;
    }
  }));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw Object.assign(failed.reason, { done });
  return done;
}

/** The deeds for photos of the gallery: {label, icon, run(photos, far)}; run gives whether it was meant. */
export const LIVE = [
  { label: "Favourite", icon: "heart", run: (photos, far) => tried(photos, async (photo) => {
    tell("photo.changed", { photo: await api.patch(path(photo), { favourite: true }, { etag: "*" }) });
  }, far, (n) => say(`${count(n, "photo")} ${n === 1 ? "has" : "have"} a heart.`)) },
  { label: "Add to an album", icon: "album", run: intoAlbum },
  { label: "Throw away", icon: "trash", run: (photos, far) => tried(photos, async (photo) => {
    await api.remove(path(photo));
    tell("photo.gone", photo);
  }, far, (n) => say(`${count(n, "photo")} ${n === 1 ? "is" : "are"} in the trash.`, { undo: () => back(photos) })) },
];

/** The deeds for photos of the trash. */
export const TRASHED = [
  { label: "Restore", icon: "restore", run: (photos, far) => tried(photos, bring, far, (n) => say(`${count(n, "photo")} ${n === 1 ? "is" : "are"} back in the gallery.`)) },
  { label: "Delete for good", icon: "trash", run: async (photos, far) => {
    const all = count(photos.length, "photo");
    if (!await sure({ title: `Delete ${all} for good?`, words: "They are removed with their files, and nobody can bring them back.", yes: "Delete for good", bad: true })) return false;
    return tried(photos, async (photo) => {
      await api.remove(path(photo), { query: { forever: true } });
      tell("photo.gone", photo);
    }, far, (n) => say(`${count(n, "photo")} ${n === 1 ? "is" : "are"} gone for good.`));
  } },
];

async function bring(photo) {
  await api.post(`${path(photo)}/restore`);
  tell("photo.gone", photo); // from the trash
}

// Undoes throwing away.
async function back(photos) {
  await tried(photos, (photo) => api.post(`${path(photo)}/restore`), () => {}, (n) => say(`${count(n, "photo")} ${n === 1 ? "is" : "are"} back in the gallery.`));
  tell("photo.added");
}

// Does a deed, and says what came of it.
async function tried(photos, work, far, said) {
  try {
    said(await each(photos, work, { far }));
  } catch (failure) {
    if (!given(failure)) say(`${sentence(failure)} ${failure.done.toLocaleString()} of ${count(photos.length, "photo")} were done.`, { bad: true });
  }
  return true;
}

async function intoAlbum(photos, far) {
  const { albums } = await api.get("/api/albums", { query: { limit: 100 } });
  const offers = element("datalist", { id: "albums-there" }, albums.map((album) => element("option", { value: album.name })));
  const name = await dialog({ title: "Add to an album", body: (close) => form({
    label: "Add to an album", submit: "Add", extra: [offers],
    fields: [field({ name: "album", label: "Album", hint: "One that is there, or a new one.", list: offers.id, required: true, autofocus: true, autocomplete: "off", maxlength: 100, dir: "auto" })],
    done: async (values) => close(values.album.trim()),
  }) });
  if (!name) return false;
  return tried(photos, async (photo) => { tell("photo.changed", { photo: await addToAlbum(photo, name) }); }, far, (n) => say(`${count(n, "photo")} ${n === 1 ? "is" : "are"} in “${name}”.`));
}
