// The photos of one album, and what is done with the album as a whole: another name, and
// its end. The photos stay.

import { api } from "./api.js";
import { LIVE } from "./bulk.js";
import { choosing } from "./choosing.js";
import { dialog, sure } from "./dialog.js";
import { element, fill } from "./element.js";
import { field, form } from "./form.js";
import { grid } from "./grid.js";
import { icon } from "./icons.js";
import { hear } from "./news.js";
import { sentence } from "./problem.js";
import { mayEdit, profile } from "./profile.js";
import { forgetViews, go } from "./router.js";
import { say } from "./status.js";
import { share } from "./shares.js";
import { count } from "./words.js";

export async function album(context) {
  const { name } = context.params;
  context.title(name);
  context.keep();
  const total = element("p", { class: "count" });
  const photos = grid({
    load: ({ cursor, limit, signal }) => api.get("/api/photos", { query: { album: name, cursor, limit }, signal }),
    total,
    empty: () => element("div", { class: "message" }, element("h2", {}, "There are no photos in it"), element("p", {}, "An album is there as long as a photo is in it."), element("p", { class: "ways" }, element("a", { class: "button", href: "/albums" }, "To your albums"))),
    keeps: (photo) => photo.albums?.includes(name),
    signal: context.signal,
  });
  const several = choosing(photos, LIVE, context.signal);
  const ends = element("div", { class: "ends" });
  const draw = () => fill(ends, mayEdit() && [
    photos.photos.length > 0 && several.button,
    element("button", { type: "button", onclick: () => share({ album: name }, `the album “${name}”`) }, icon("share"), "Share"),
    photos.photos.length > 0 && element("button", { type: "button", onclick: () => rename(name) }, icon("edit"), "Rename"),
    photos.photos.length > 0 && element("button", { type: "button", onclick: () => remove(name) }, icon("trash"), "Delete the album"),
  ]);
  hear("profile", draw, context.signal);
  hear("grid.fewer", draw, context.signal);
  await photos.ready;
  draw();
  profile().catch(() => {});
  return element("section", {}, element("div", { class: "heading" }, element("h1", { dir: "auto" }, name), total, ends), several.bar, photos.node);
}

// A large album takes several requests: each goes on where the one before ended.
async function refile(ask, told) {
  for (let photos = 0; ;) {
    const step = await ask();
    photos += step.photos;
    if (step.done) return photos;
    told(photos);
  }
}

async function rename(name) {
  const far = element("p", { class: "far", role: "status" });
  await dialog({ title: "Rename the album", body: (close) => [form({
    label: "Rename the album", submit: "Save",
    fields: [field({ name: "name", label: "Name", hint: "An album that is called so already takes the photos in.", value: name, required: true, autofocus: true, maxlength: 100, dir: "auto" })],
    done: async (values) => {
      const to = values.name.trim();
      if (to !== name) {
        await refile(() => api.patch("/api/albums", { name: to }, { query: { album: name } }), (photos) => fill(far, `${count(photos, "photo")} moved so far …`));
        forgetViews();
        say("Saved.");
      }
      close();
      await go(`/albums/${encodeURIComponent(to)}`, { replace: true });
    },
  }), far] });
}

async function remove(name) {
  if (!await sure({ title: "Delete the album?", words: `“${name}” is no more then, and links to it show nothing. Its photos stay in the gallery.`, yes: "Delete the album", bad: true })) return;
  try {
    const photos = await refile(() => api.remove("/api/albums", { query: { album: name } }), (some) => say(`${count(some, "photo")} taken out so far …`));
    forgetViews();
    say(`The album is gone. ${photos === 1 ? "Its photo is" : `Its ${count(photos, "photo")} are`} in the gallery.`);
    await go("/albums", { replace: true });
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
}
