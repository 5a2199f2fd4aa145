// What somebody shared by a link, for whoever has it: no account, nothing to press but
// the photos.

import { api } from "./api.js";
import { placeCredit } from "./credit.js";
import { dialog } from "./dialog.js";
import { element } from "./element.js";
import { grid, shape } from "./grid.js";
import { sentence } from "./problem.js";
import { card } from "./signin.js";
import { count, day, where } from "./words.js";

export async function shared(context) {
  const path = `/api/shared/${encodeURIComponent(context.params.token)}`;
  const ask = (query) => api.get(path, { open: true, signal: context.signal, query });
  let first;
  try {
    first = await ask({});
  } catch (failure) {
    if (failure.status !== 404 && failure.status !== 410) throw failure;
    return card("This link is over", "What it showed isn't shared any more. Ask who sent it for another.", element("p", { class: "also" }, sentence(failure)));
  }
  const name = first.album || (first.words && `“${first.words}”`) || first.photos?.[0]?.title || "A photo";
  context.title(name);
  return first.album || first.words ? many(name, first, ask, context) : one(first.photos[0], first);
}

const until = (what) => element("p", { class: "soft" }, what.from && ["Shared from ", element("bdi", {}, what.from), ". "], `You can look until ${day(what.expires)}.`);

function one(photo, what) {
  if (!photo) return card("There is nothing to see", "The photo isn't in the gallery any more.");
  return element("article", { class: "shown" }, element("div", { class: "picture", style: shape(photo) }, element("img", { class: "large here", src: photo.pictures.large, alt: photo.alt || photo.title || "Photo" })),
    element("h1", { dir: "auto" }, photo.title || day(photo.taken) || "A photo"), about(photo), until(what), where(photo.place) && placeCredit());
}

function about(photo) {
  const line = [day(photo.taken), where(photo.place)].filter(Boolean).join(" · ");
  return [photo.description && element("p", { dir: "auto" }, photo.description), line && element("p", { class: "soft" }, line)];
}

function many(name, first, ask, context) {
  const total = element("p", { class: "count" });
  let begun = false;
  const photos = grid({
    load: ({ cursor }) => {
      if (begun) return ask({ cursor });
      begun = true;
      return Promise.resolve(first);
    },
    total,
    empty: () => element("p", { class: "soft" }, "There is nothing in it at the moment."),
    signal: context.signal,
  });
  // The tiles lead to the photo view, which needs an account: here they open large.
  photos.node.addEventListener("click", (event) => {
    const tile = event.target.closest("a.tile");
    const photo = tile && photos.photos.find((p) => p.id === tile.parentElement.dataset.id);
    if (!photo) return;
    event.preventDefault();
    dialog({ title: photo.title || day(photo.taken) || "A photo", wide: true, body: () => [element("img", { class: "shown", src: photo.pictures.large, alt: photo.alt || photo.title || "Photo" }), about(photo)] });
  });
  return element("section", {}, element("div", { class: "heading" }, element("h1", { dir: "auto" }, name), total), until(first), photos.node, element("footer", { class: "soft credits" }, placeCredit()));
}
