// What an invitation is to, for who was sent its link; joining needs an account.

import { api, once } from "./api.js";
import { element } from "./element.js";
import { use } from "./galleries.js";
import { sentence } from "./problem.js";
import { session } from "./session.js";
import { card } from "./signin.js";
import { say } from "./status.js";

const MAY = { viewer: "look at its photos", editor: "look at its photos, add some and change them", owner: "look after its photos and its members" };

export async function invitation(context) {
  const { code } = context.params;
  const path = `/api/invitations/${encodeURIComponent(code)}`;
  const [invited, inside] = await Promise.all([api.get(path, { open: true, signal: context.signal }).catch((failure) => failure), ownAccount()]);
  if (invited instanceof Error) {
    if (invited.status !== 404 && invited.status !== 410) throw invited;
    return card("This invitation is over", sentence(invited), element("p", { class: "ways" }, element("a", { class: "button", href: "/" }, "To your photos")));
  }
  context.title(`Invitation to ${invited.name}`);
  const join = async () => {
    try {
      const gallery = await api.post(`${path}/accept`, {}, { key: once() });
      await use(gallery);
    } catch (failure) {
      say(sentence(failure), { bad: true });
    }
  };
  return card([element("bdi", {}, invited.name), " invites you"], `You may ${MAY[invited.role]}.`,
    inside ? element("p", { class: "ways" }, element("button", { type: "button", class: "primary", onclick: join }, "Join"), element("a", { class: "button", href: "/" }, "Not now"))
      : doors(`/invitations/${encodeURIComponent(code)}`, "To join, sign up or sign in. You come back here."));
}

/** The ways in, for who comes by a link that needs an account; they lead back to it. */
export function doors(path, words) {
  const next = encodeURIComponent(path);
  return [element("p", {}, words), element("p", { class: "ways" },
    element("a", { class: "button primary", href: `/signup?next=${next}` }, "Sign up"), element("a", { class: "button", href: `/signin?next=${next}` }, "Sign in"))];
}

/** Whether somebody is signed in by an account of their own: the sample's has none. */
export async function ownAccount() {
  if (!session.open && session.likely) await session.refresh().catch(() => {});
  return session.open && !session.demo;
}
