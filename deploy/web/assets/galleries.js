// The galleries somebody is a member of: which one is used, and making another.

import { api, once } from "./api.js";
import { dialog } from "./dialog.js";
import { element } from "./element.js";
import { field, form } from "./form.js";
import { icon } from "./icons.js";
import { sentence } from "./problem.js";
import { profile } from "./profile.js";
import { forgetViews, go } from "./router.js";
import { session } from "./session.js";
import { say } from "./status.js";
import { count } from "./words.js";

/** What a role lets one do. */
export const ROLES = { owner: "Owner", editor: "Editor", viewer: "Viewer" };

const PURPOSES = { personal: "Yours", shared: "Shared", workspace: "A Slack workspace's" };

export async function galleries() {
  const me = await profile({ fresh: true });
  return element("section", { class: "column" }, element("div", { class: "heading" }, element("h1", {}, "Your galleries"),
    element("div", { class: "ends" }, !session.demo && element("button", { type: "button", class: "primary", onclick: make }, icon("plus"), "New gallery"))),
  element("p", { class: "soft" }, "The one in use is what you see here, and what Alexa and Slack show you where you chose nothing else."),
  element("ul", { class: "plainlist", "aria-label": "Galleries" }, me.galleries.map((g) => row(g, g.id === me.gallery))));
}

function row(gallery, used) {
  const facts = [PURPOSES[gallery.purpose], `you are ${gallery.role === "viewer" ? "a viewer" : gallery.role === "editor" ? "an editor" : "an owner"}`, count(gallery.members, "member")];
  return element("li", {}, icon(gallery.purpose === "personal" ? "person" : "photos"),
    element("div", { class: "grow" }, element("a", { href: `/galleries/${encodeURIComponent(gallery.id)}`, dir: "auto" }, gallery.name), element("small", {}, facts.filter(Boolean).join(" · "))),
    used ? element("b", { class: "used" }, "In use") : element("button", { type: "button", "aria-label": `Use ${gallery.name}`, onclick: () => use(gallery) }, "Use"));
}

/** Has a person use a gallery, and shows it. */
export async function use(gallery) {
  try {
    await api.patch("/api/me", { gallery: gallery.id });
    await afresh();
    say(`You are using ${gallery.name}.`);
    await go("/");
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
}

/** Forgets what was known of the gallery before. */
export async function afresh() {
  forgetViews();
  await profile({ fresh: true });
}

function make() {
  return dialog({ title: "A new gallery", body: (close) => [
    element("p", {}, "For a family, a club, a journey: you invite who belongs to it."),
    form({
      label: "A new gallery", submit: "Make it",
      fields: [field({ name: "name", label: "Name", required: true, autofocus: true, maxlength: 100, dir: "auto" })],
      done: async ({ name }) => {
        const made = await api.post("/api/galleries", { name: name.trim() }, { key: once() });
        close();
        await profile({ fresh: true });
        await go(`/galleries/${encodeURIComponent(made.id)}`);
      },
    })] });
}
