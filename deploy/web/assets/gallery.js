// The gallery: all photos, the newest first.

import { api } from "./api.js";
import { LIVE } from "./bulk.js";
import { choosing } from "./choosing.js";
import { config } from "./config.js";
import { placeCredit } from "./credit.js";
import { element, fill, set } from "./element.js";
import { grid } from "./grid.js";
import { hear } from "./news.js";
import { current, mayEdit, profile } from "./profile.js";
import { session } from "./session.js";

export async function gallery(context) {
  const favourite = context.query.get("favourite") === "true";
  const name = element("h1", {}, favourite ? "Favourites" : current()?.name ?? "Photos");
  const total = element("p", { class: "count" });
  const photos = grid({
    load: ({ cursor, limit, signal }) => api.get("/api/photos", { query: { cursor, limit, favourite: favourite || "" }, signal }),
    total,
    empty: () => (favourite ? noFavourites() : bare()),
    keeps: (photo) => !favourite || photo.favourite,
    signal: context.signal,
  });
  let missed = false; // whether it couldn't be asked what was added: what is shown stays
  const anew = () => photos.reload().then(() => { missed = false; draw(); }, () => { missed = true; });
  hear("photo.added", anew, context.signal);
  hear("network", () => { if (missed) anew(); }, context.signal);
  const several = choosing(photos, LIVE, context.signal);
  const ends = element("div", { class: "ends" }, several.button);
  const draw = () => {
    if (!favourite && current()) fill(name, current().name);
    // Until it is known who looks, its place is kept: nothing jumps when it comes.
    set(ends, { class: current() ? "ends" : "ends later", hidden: (current() && !mayEdit()) || photos.photos.length === 0 });
  };
  hear("profile", draw, context.signal);
  hear("grid.fewer", draw, context.signal);
  context.keep(photos.returned);
  await photos.ready;
  draw();
  behind(photos.node, () => profile().catch(() => {}));
  return element("section", {}, session.demo && sample(), element("div", { class: "heading" }, name, total, ends), several.bar, photos.node,
    element("footer", { class: "soft credits" }, session.demo && config.sample && config.credits && element("p", {}, config.credits), placeCredit()));
}

// Who it is, is not needed to see photos, so it is asked for behind the first of them.
function behind(node, ask) {
  const timer = setTimeout(ask, 1500);
  node.addEventListener("load", () => { clearTimeout(timer); ask(); }, { capture: true, once: true });
}

// What is looked at without an account.
function sample() {
  return element("aside", { class: "note", "aria-label": "Without an account" },
    element("p", {}, config.sample ? "This is a sample album. Search it, open a photo, or ask it as Alexa and Slack do."
      : "These are the photos of this machine's own folder. Search them, or ask for them as Alexa and Slack do."),
    element("p", { class: "ways" },
      element("a", { class: "button primary", href: "/signup" }, "Sign up for your own"),
      config.try && element("a", { class: "button", href: config.try }, "Try Alexa and Slack")));
}

function bare() {
  return element("div", { class: "message" },
    element("img", { src: config.icon, alt: "", width: 96, height: 96 }),
    element("h2", {}, "Nothing in the shoebox yet"),
    element("p", {}, mayEdit() || !current() ? "Photos you add show up here, and can be asked for by Alexa and in Slack." : "When an editor of this gallery adds photos, they show up here."),
    (mayEdit() || !current()) && element("p", { class: "ways" }, element("a", { class: "button primary", href: "/upload" }, "Add photos")));
}

function noFavourites() {
  return element("div", { class: "message" }, element("h2", {}, "No favourites yet"), element("p", {}, "Press the heart beside a photo, and it is here."));
}
