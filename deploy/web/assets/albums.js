// Albums: all of them with a cover, and those that a photo is in.

import { api } from "./api.js";
import { dialog } from "./dialog.js";
import { element, fill } from "./element.js";
import { field, form } from "./form.js";
import { icon } from "./icons.js";
import { sentence } from "./problem.js";
import { mayEdit, profile } from "./profile.js";
import { say } from "./status.js";
import { count } from "./words.js";

const PAGE = 60; // albums asked for at once

export async function albums(context) {
  const ask = (cursor) => api.get("/api/albums", { query: { cursor, limit: PAGE }, signal: context.signal });
  const [first] = await Promise.all([ask(), profile().catch(() => null)]);
  const list = element("ul", { class: "albums", "aria-label": "Albums" }, shelf("/?favourite=true", "heart", "Favourites", "What has a heart"), first.albums.map(card));
  const end = element("p", { class: "ways" });
  const draw = (next) => fill(end, next && element("button", { type: "button", onclick: () => more(next) }, "More albums"));
  const more = async (cursor) => {
    try {
      const page = await ask(cursor);
      const added = page.albums.map(card);
      list.append(...added);
      draw(page.next);
      added[0]?.querySelector("a").focus();
    } catch (failure) {
      say(sentence(failure), { bad: true });
    }
  };
  draw(first.next);
  return element("section", {}, element("div", { class: "heading" }, element("h1", {}, "Albums"), element("p", { class: "count" }, first.total > 0 && count(first.total, "album"))), list, end,
    first.albums.length === 0 && element("p", { class: "soft" }, mayEdit() ? "There are no albums yet. Open a photo and choose Albums to begin one." : "There are no albums yet."));
}

function card(album) {
  return element("li", {}, element("a", { href: `/albums/${encodeURIComponent(album.name)}` },
    element("span", { class: "cover" }, icon("album"), album.cover && element("img", { src: album.cover.medium, alt: "", loading: "lazy", onerror: (event) => event.target.remove() })),
    element("b", { dir: "auto" }, album.name), element("small", {}, count(album.photos, "photo"))));
}

function shelf(href, drawing, name, line) {
  return element("li", {}, element("a", { href }, element("span", { class: "cover" }, icon(drawing)), element("b", {}, name), element("small", {}, line)));
}

/** Chooses the albums a photo is in; it gives the photo as it is then. */
export async function chooseAlbums(photo) {
  const path = `/api/photos/${encodeURIComponent(photo.id)}`;
  const [{ albums: all }, { data: now, etag }] = await Promise.all([api.get("/api/albums", { query: { limit: 100 } }), api.whole(path)]);
  const known = [...new Set([...all.map((a) => a.name), ...(now.albums ?? [])])];
  const boxes = known.map((name, i) => field({ name: `album-${i}`, label: name, type: "checkbox", value: now.albums?.includes(name) }));
  const fresh = field({ name: "fresh", label: "A new album", maxlength: 100, autofocus: known.length === 0, dir: "auto" });
  return dialog({ title: "Albums", body: (close) => form({
    label: "Albums", submit: "Save", fields: [element("div", { class: "boxes" }, boxes), fresh],
    done: async () => {
      const chosen = known.filter((_, i) => boxes[i].input.checked);
      const name = fresh.input.value.trim();
      if (name && !chosen.includes(name)) chosen.push(name);
      const changed = await put(path, now, chosen, etag);
      say(changed.albums.length > 0 ? "Saved." : "It is in no album now.");
      close(changed);
    },
  }) });
}

/** Puts a photo into one more album; it gives the photo as it is then. */
export async function addToAlbum(photo, name) {
  const path = `/api/photos/${encodeURIComponent(photo.id)}`;
  const { data: now, etag } = await api.whole(path);
  return put(path, now, [...new Set([...(now.albums ?? []), name])], etag);
}

// Where somebody else changed the photo meanwhile, their other albums stay.
async function put(path, before, chosen, etag) {
  const had = before.albums ?? [];
  for (let tag = etag, wanted = chosen; ;) {
    try {
      return await api.patch(path, { albums: wanted }, { etag: tag });
    } catch (failure) {
      if (failure.status !== 412) throw failure;
    }
    const { data: now, etag: fresh } = await api.whole(path);
    tag = fresh;
    wanted = [...new Set([...(now.albums ?? []).filter((a) => !had.includes(a) || chosen.includes(a)), ...chosen])];
  }
}
