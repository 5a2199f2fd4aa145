// The photos that look like one: other shots of the same, and copies of another size.

import { api } from "./api.js";
import { element, fill } from "./element.js";
import { given } from "./problem.js";
import { day } from "./words.js";

const MOST = 12;
const REST = 300; // ms on a photo until they are asked for

/** A strip of them, filled where there are some: {node, of(photo)}. It ends with signal. */
export function alikes(signal) {
  const node = element("div", { class: "alikes" });
  let shown = "";
  let timer = 0;

  function of(photo) {
    if (shown === photo.id) return;
    shown = photo.id;
    clearTimeout(timer);
    fill(node);
    if (photo.state === "trashed") return;
    timer = setTimeout(async () => {
      try {
        const { photos } = await api.get(`/api/photos/${encodeURIComponent(photo.id)}/similar`, { signal, quiet: true });
        if (shown === photo.id && photos.length > 0) fill(node, strip(photos.slice(0, MOST)));
      } catch (failure) {
        if (!given(failure)) shown = ""; // it is asked for again when one comes back
      }
    }, REST);
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  return { node, of };
}

function strip(photos) {
  return [element("h2", { id: "alikes" }, "Looks alike"),
    element("ul", { "aria-labelledby": "alikes" }, photos.map((photo) => element("li", {},
      element("a", { href: `/photos/${encodeURIComponent(photo.id)}` },
        element("img", { src: photo.pictures.small, alt: photo.alt || photo.title || "Photo", title: photo.title || day(photo.taken), loading: "lazy", decoding: "async" })))))];
}
