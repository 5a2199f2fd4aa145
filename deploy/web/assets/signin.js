// Signing in and up.

import { api } from "./api.js";
import { config } from "./config.js";
import { element } from "./element.js";
import { field, form, secret } from "./form.js";
import { hear } from "./news.js";
import { newPassword } from "./password.js";
import { forgetViews, go, guard } from "./router.js";
import { session } from "./session.js";
import { say } from "./status.js";

/** The path that signs in and then leads to another. */
export function toSignIn(path) {
  return path === "/" || path === "" ? "/signin" : `/signin?next=${encodeURIComponent(path)}`;
}

// Only a path of this site is gone to, whoever made the link.
function nextOf(query) {
  const next = query.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

/** Sends who has no session to sign in, and sees to it when one ends. */
export function watchSession() {
  guard(async (path) => {
    if (!session.open) await session.start();
    return session.open ? "" : toSignIn(path);
  });
  hear("session", ({ expired, left }) => {
    const here = location.pathname + location.search;
    if (expired) {
      say("You were signed out after a while. Please sign in again.");
      go(toSignIn(here), { replace: true });
    } else if (left) {
      go("/signin");
    }
    forgetViews(); // the one that was just left, too
  });
}

export function signIn(context) {
  const next = nextOf(context.query);
  const known = context.query.get("email") ?? "";
  return card("Sign in", "Your photos, wherever you ask for them.",
    form({
      label: "Sign in",
      fields: [
        field({ name: "email", label: "E-mail address", type: "email", autocomplete: "username", inputmode: "email", required: true, autofocus: known === "", value: known, maxlength: 254 }),
        secret({ name: "password", label: "Password", autocomplete: "current-password", required: true, autofocus: known !== "", maxlength: 256 }),
      ],
      submit: "Sign in",
      done: async ({ email, password }) => {
        try {
          await session.enter(email.trim(), password);
        } catch (failure) {
          if (failure.code === "unconfirmed") return go(`/confirm?email=${encodeURIComponent(email.trim())}&next=${encodeURIComponent(next)}`);
          throw failure;
        }
        return go(next, { replace: true });
      },
    }),
    element("p", { class: "also" }, element("a", { href: "/forgot" }, "Forgot your password?")),
    element("p", { class: "also" }, "New here? ", element("a", { href: next === "/" ? "/signup" : `/signup?next=${encodeURIComponent(next)}` }, "Sign up")),
    config.demo && element("p", { class: "also" }, element("button", { type: "button", class: "link", onclick: sample }, config.sample ? "Look at the sample album" : "Look at this machine's own photos")));
}

async function sample() {
  try {
    await session.sample();
    go("/", { replace: true });
  } catch (failure) {
    say(failure.message, { bad: true });
  }
}

export async function signUp(context) {
  const next = nextOf(context.query);
  return card("Sign up", "A gallery of your own, to ask by voice, in Slack and here.",
    form({
      label: "Sign up",
      fields: [
        field({ name: "name", label: "What to call you", autocomplete: "name", required: true, autofocus: true, maxlength: 100 }),
        field({ name: "email", label: "E-mail address", type: "email", autocomplete: "username", inputmode: "email", required: true, maxlength: 254, rule: address }),
        newPassword(),
      ],
      submit: "Sign up",
      done: async ({ name, email, password }) => {
        await api.post("/api/signup", { name: name.trim(), email: email.trim(), password }, { open: true });
        return go(`/confirm?email=${encodeURIComponent(email.trim())}&next=${encodeURIComponent(next)}`);
      },
    }),
    element("p", { class: "also" }, "Signed up already? ", element("a", { href: "/signin" }, "Sign in")));
}

/** What is wrong with an address; "" is nothing. */
export function address(value) {
  return /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(value) ? "" : "That doesn't look like an e-mail address.";
}

/** A page of one form. */
export function card(title, line, ...children) {
  return element("section", { class: "card narrow" }, element("h1", {}, title), line && element("p", { class: "soft" }, line), ...children);
}
