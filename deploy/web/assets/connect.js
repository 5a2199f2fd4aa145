// Joining a Slack user to an account, by the link that /photos connect tells them.

import { api } from "./api.js";
import { element, fill } from "./element.js";
import { doors, ownAccount } from "./invitation.js";
import { sentence } from "./problem.js";
import { profile } from "./profile.js";
import { card } from "./signin.js";
import { say } from "./status.js";

export async function connect(context) {
  const { code } = context.params;
  const path = `/api/connections/${encodeURIComponent(code)}`;
  if (!await ownAccount()) {
    return card("Connect Slack", "Somebody typed /photos connect in Slack to get here. If it was you, say who you are:", doors(`/connect/${encodeURIComponent(code)}`, "The link is good for ten minutes."));
  }
  const [who, me] = await Promise.all([api.get(path, { signal: context.signal }).catch((failure) => failure), profile()]);
  if (who instanceof Error) return refused(who);
  const box = element("div", {});
  const join = async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await api.post(path);
      fill(box, done());
      box.querySelector("h2").focus();
      profile({ fresh: true }).catch(() => {});
    } catch (failure) {
      if ([404, 409, 410].includes(failure.status)) fill(box, refused(failure));
      else { button.disabled = false; say(sentence(failure), { bad: true }); }
    }
  };
  fill(box, asked(who),
    element("p", {}, "They will see and search your photos from there, as ", element("b", { dir: "auto" }, me.name || me.email), "."),
    element("p", { class: "note" }, "Go on only if you typed /photos connect yourself, just now. If somebody sent you this link, close the page: it would let them see your photos."),
    element("p", { class: "ways" }, element("button", { type: "button", class: "primary", onclick: join }, "Connect"), element("a", { class: "button", href: "/" }, "Don't connect")));
  return card("Connect Slack?", "", box);
}

function asked(who) {
  return element("dl", { class: "asked" },
    element("div", {}, element("dt", {}, "Slack user"), element("dd", {}, who.user_name || who.user)),
    who.team && element("div", {}, element("dt", {}, "Workspace"), element("dd", {}, who.team_name || who.team)));
}

function done() {
  return [element("h2", { tabindex: "-1" }, "You are connected"), element("p", {}, "Go back to Slack and try:"), element("p", {}, element("code", {}, "/photos last summer")),
    element("p", { class: "ways" }, element("a", { class: "button", href: "/settings" }, "To your settings"))];
}

function refused(failure) {
  if (![404, 409, 410].includes(failure.status)) throw failure;
  return card(failure.status === 409 ? "Already connected to somebody else" : "This link is over", sentence(failure),
    element("p", { class: "ways" }, element("a", { class: "button", href: "/settings" }, "To your settings"), element("a", { class: "button", href: "/" }, "To your photos")));
}
