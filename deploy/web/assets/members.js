// One gallery: its name, who is a member with which role, and who is invited.

import { api, once } from "./api.js";
import { choice } from "./choice.js";
import { copyable } from "./copy.js";
import { dialog, sure } from "./dialog.js";
import { element, fill } from "./element.js";
import { field, form } from "./form.js";
import { ROLES, afresh, use } from "./galleries.js";
import { icon } from "./icons.js";
import { Problem, sentence } from "./problem.js";
import { profile } from "./profile.js";
import { go } from "./router.js";
import { say } from "./status.js";
import { day } from "./words.js";

const OFFERS = [["viewer", "Viewer: looks"], ["editor", "Editor: adds and changes photos"], ["owner", "Owner: decides about members, too"]];

export async function members(context) {
  const me = await profile({ fresh: true });
  const gallery = me.galleries.find((g) => g.id === context.params.id);
  if (!gallery) throw new Problem("You aren't a member of that gallery, or not any more.", { status: 404 });
  context.title(gallery.name);
  const owner = gallery.role === "owner";
  const path = `/api/galleries/${encodeURIComponent(gallery.id)}`;
  const people = element("ul", { class: "plainlist", "aria-label": "Members" });
  const waiting = element("ul", { class: "plainlist", "aria-label": "Invitations" });
  const draw = () => Promise.all([
    api.get(`${path}/members`, { signal: context.signal }).then(({ members: all }) => fill(people, all.map((m) => memberRow(m, { path, owner, gallery, draw })))),
    owner && api.get(`${path}/invitations`, { signal: context.signal }).then(({ invitations }) => fill(waiting, invitations.length > 0 ? invitations.map((i) => invitationRow(i, { path, draw })) : element("li", {}, element("p", { class: "soft" }, "Nobody is invited at the moment.")))),
  ]);
  await draw();
  return element("section", { class: "column" },
    element("div", { class: "heading" }, element("h1", { dir: "auto" }, gallery.name), element("div", { class: "ends" },
      gallery.id !== me.gallery && element("button", { type: "button", onclick: () => use(gallery) }, "Use"),
      owner && element("button", { type: "button", onclick: () => rename(path, gallery) }, icon("edit"), "Rename"))),
    element("h2", {}, "Members"), people,
    owner && [element("div", { class: "heading" }, element("h2", {}, "Invitations"), element("div", { class: "ends" }, element("button", { type: "button", class: "primary", onclick: () => invite(path, gallery).then(draw) }, icon("plus"), "Invite somebody"))), waiting],
    ending(gallery, path));
}

function memberRow(member, { path, owner, gallery, draw }) {
  const name = member.name || "Somebody";
  const at = `${path}/members/${encodeURIComponent(member.user)}`;
  const role = owner ? element("select", { "aria-label": `Role of ${name}`, onchange: (event) => attempt(() => api.patch(at, { role: event.target.value }), "Saved.", draw) },
    Object.entries(ROLES).map(([key, words]) => element("option", { value: key, selected: key === member.role }, words))) : element("span", { class: "soft" }, ROLES[member.role]);
  const remove = async () => {
    if (await sure({ title: `Remove ${name}?`, words: `${name} can't see ${gallery.name} any more. What they added stays.`, yes: "Remove", bad: true })) attempt(() => api.remove(at), `${name} is no member any more.`, draw);
  };
  return element("li", {}, icon("person"), element("div", { class: "grow" }, element("span", { dir: "auto" }, name, member.you && " (you)"), element("small", {}, `Since ${day(member.since)}`)),
    role, owner && !member.you && element("button", { type: "button", class: "plain", "aria-label": `Remove ${name}`, onclick: remove }, "Remove"));
}

function invitationRow(invitation, { path, draw }) {
  const words = `Somebody, as ${invitation.role === "viewer" ? "a viewer" : `an ${invitation.role}`}`;
  return element("li", {}, icon("share"), element("div", { class: "grow" }, words, element("small", {}, `Good until ${day(invitation.expires)}`)),
    element("button", { type: "button", "aria-label": `Withdraw the invitation of ${day(invitation.expires)}`, onclick: () => attempt(() => api.remove(`${path}/invitations/${encodeURIComponent(invitation.id)}`), "The invitation is withdrawn.", draw) }, "Withdraw"));
}

// Does something, says so, and shows how things are now, whatever came of it.
async function attempt(work, done, draw) {
  try {
    await work();
    say(done);
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
  await draw().catch(() => {});
}

function invite(path, gallery) {
  return dialog({ title: "Invite somebody", body: (close) => {
    const box = element("div", {}, element("p", {}, "You get a link to send. Whoever opens it first becomes a member of ", element("bdi", {}, gallery.name), "."),
      form({ label: "Invite somebody", submit: "Make the link", fields: [choice({ name: "role", label: "As", options: OFFERS, value: "viewer" })], done: async ({ role }) => {
        const made = await api.post(`${path}/invitations`, { role }, { key: once() });
        fill(box, copyable("Send this link to one person", made.url, `It is good once, until ${day(made.expires)}. It is not shown again.`),
          element("p", { class: "ends" }, element("button", { type: "button", onclick: () => close() }, "Done")));
        box.querySelector("button").focus();
      } }));
    return box;
  } });
}

async function rename(path, gallery) {
  await dialog({ title: "Rename the gallery", body: (close) => form({
    label: "Rename the gallery", submit: "Save",
    fields: [field({ name: "name", label: "Name", value: gallery.name, required: true, autofocus: true, maxlength: 100, dir: "auto" })],
    done: async ({ name }) => {
      await api.patch(path, { name: name.trim() });
      close();
      await afresh();
      await go(`/galleries/${encodeURIComponent(gallery.id)}`, { replace: true });
    },
  }) });
}

// How it ends with a gallery: one is left, and one's own goes with the account alone.
function ending(gallery, path) {
  if (gallery.purpose === "personal" && gallery.role === "owner") return null;
  const leave = async () => {
    if (!await sure({ title: `Leave ${gallery.name}?`, words: "You can't see its photos any more. What you added stays there.", yes: "Leave", bad: true })) return;
    await away(async () => {
      const { id } = await profile();
      await api.remove(`${path}/members/${encodeURIComponent(id)}`);
    }, `You left ${gallery.name}.`);
  };
  const remove = async () => {
    if (!await sure({ title: `Delete ${gallery.name}?`, words: "All its photos, albums and links are removed at once, for all members, and nobody can bring them back.", yes: "Delete for good", bad: true })) return;
    await away(() => api.remove(path), `${gallery.name} is deleted.`);
  };
  return element("p", { class: "ends last" }, element("button", { type: "button", onclick: leave }, "Leave this gallery"),
    gallery.role === "owner" && gallery.purpose === "shared" && element("button", { type: "button", class: "risky", onclick: remove }, "Delete this gallery"));
}

async function away(work, done) {
  try {
    await work();
    await afresh();
    say(done);
    await go("/galleries");
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
}
