// Links that show a photo, an album or a search to whoever has them, until they end.

import { api, once } from "./api.js";
import { copyable } from "./copy.js";
import { dialog, sure } from "./dialog.js";
import { element, fill } from "./element.js";
import { choice } from "./choice.js";
import { form } from "./form.js";
import { icon } from "./icons.js";
import { say } from "./status.js";
import { day } from "./words.js";

const DAYS = [["1", "One day"], ["7", "A week"], ["30", "A month"], ["365", "A year"]];

/** share({photo: id} or {album: name} or {words}, "this photo") makes a link. */
export function share(what, called) {
  return dialog({ title: "Share by a link", body: (close) => {
    const days = choice({ name: "days", label: "It ends after", options: DAYS, value: "7" });
    const box = element("div", {}, element("p", {}, "Whoever has the link sees ", element("bdi", {}, called), ", without an account, until it ends. You can withdraw it at any time."),
      form({ label: "Share by a link", submit: "Make the link", fields: [days], done: async (values) => {
        const made = await api.post("/api/shares", { ...what, days: Number(values.days) }, { key: once() });
        fill(box, copyable("The link", made.url, `It ends on ${day(made.expires)}.`),
          element("p", { class: "ends" }, element("a", { class: "button", href: "/shares", onclick: () => close() }, "All links"), element("button", { type: "button", onclick: () => close() }, "Done")));
        box.querySelector("button").focus();
      } }));
    return box;
  } });
}

export async function shares(context) {
  const list = element("ul", { class: "plainlist", "aria-label": "Links" });
  const draw = async () => {
    const { shares: all } = await api.get("/api/shares", { signal: context.signal });
    fill(list, all.map((one) => row(one, draw)));
    if (all.length === 0) fill(list, element("li", {}, element("p", { class: "soft" }, "There are none. Open a photo, an album or a search, and choose Share.")));
  };
  await draw();
  return element("section", { class: "column" }, element("div", { class: "heading" }, element("h1", {}, "Shared links")),
    element("p", { class: "soft" }, "Whoever has one of these links sees what it is to, without an account."), list);
}

function row(one, draw) {
  const named = one.album ? `The album “${one.album}”` : one.words ? `The search “${one.words}”` : one.title ? `The photo “${one.title}”` : "A photo";
  const href = one.photo ? `/photos/${encodeURIComponent(one.photo)}` : one.album ? `/albums/${encodeURIComponent(one.album)}` : `/search?q=${encodeURIComponent(one.words)}`;
  const withdraw = async () => {
    if (!await sure({ title: "Withdraw the link?", words: "It shows nothing from then on, wherever it was sent.", yes: "Withdraw it" })) return;
    try {
      await api.remove(`/api/shares/${encodeURIComponent(one.id)}`);
      say("The link shows nothing any more.");
      await draw();
    } catch (failure) {
      say(failure.message, { bad: true });
    }
  };
  return element("li", {}, icon(one.album ? "album" : one.words ? "search" : "photos"),
    element("div", { class: "grow" }, element("a", { href, dir: "auto" }, named), element("small", {}, `Ends on ${day(one.expires)}`)),
    element("button", { type: "button", "aria-label": `Withdraw the link to ${named}`, onclick: withdraw }, "Withdraw"));
}
