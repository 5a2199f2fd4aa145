// Settings: what to call somebody, where and in which language they are, what is joined to
// them, and how to go away.

import { api } from "./api.js";
import { choice } from "./choice.js";
import { element } from "./element.js";
import { farewell } from "./farewell.js";
import { field, form } from "./form.js";
import { afresh } from "./galleries.js";
import { links } from "./links.js";
import { sentence } from "./problem.js";
import { current, profile } from "./profile.js";
import { go } from "./router.js";
import { session } from "./session.js";
import { say } from "./status.js";
import { room } from "./usage.js";

const LANGUAGES = [["", "As the device says"], ["en-US", "English (United States)"], ["en-GB", "English (United Kingdom)"], ["en-AU", "English (Australia)"], ["en-CA", "English (Canada)"], ["en-IN", "English (India)"], ["de-DE", "Deutsch"], ["es-ES", "Español (España)"], ["es-MX", "Español (México)"], ["es-US", "Español (Estados Unidos)"]];

export async function settings(context) {
  if (session.demo) {
    await go("/signin?next=%2Fsettings", { replace: true });
    return element("p");
  }
  const me = await profile({ fresh: true });
  return element("section", { class: "column" }, element("div", { class: "heading" }, element("h1", {}, "Settings")),
    element("section", { class: "part", "aria-labelledby": "you" }, element("h2", { id: "you" }, "You"), me.email && element("p", { class: "soft" }, me.email), about(me)),
    element("section", { class: "part", "aria-labelledby": "room" }, element("h2", { id: "room" }, "Room"), element("p", { class: "soft" }, "In ", element("bdi", {}, current()?.name ?? "your gallery"), ":"), room(context.signal)),
    element("section", { class: "part", "aria-labelledby": "linked" }, element("h2", { id: "linked" }, "Alexa and Slack"), links(me)),
    element("section", { class: "part", "aria-labelledby": "out" }, element("h2", { id: "out" }, "Signing out"),
      element("p", {}, "Signing out everywhere ends the session of each browser you are signed in with, and that of Alexa, who has to be linked anew. Slack stays connected."),
      element("p", { class: "ways" }, element("button", { type: "button", onclick: () => leave(false) }, "Sign out"), element("button", { type: "button", onclick: () => leave(true) }, "Sign out everywhere"))),
    element("section", { class: "part", "aria-labelledby": "away" }, element("h2", { id: "away" }, "Deleting your account"),
      element("p", {}, "Your own photos, your links and your connections go with it, for good."),
      element("p", { class: "ways" }, element("button", { type: "button", class: "risky", onclick: () => farewell(me) }, "Delete my account …"))));
}

function about(me) {
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return form({
    label: "You", submit: "Save",
    fields: [
      field({ name: "name", label: "What to call you", value: me.name, required: true, maxlength: 100, autocomplete: "name", dir: "auto" }),
      choice({ name: "zone", label: "Time zone", hint: "Where “yesterday” begins, in every channel.", value: me.zone, options: [["", `As the device says (here: ${mine})`], ...zones(me.zone).map((z) => [z, z.replaceAll("_", " ")])] }),
      choice({ name: "locale", label: "Language", hint: "The one you ask in.", value: me.locale, options: known(LANGUAGES, me.locale) }),
      choice({ name: "gallery", label: "Gallery in use", hint: "Here, and for Alexa and Slack where you chose nothing else.", value: me.gallery, options: me.galleries.map((g) => [g.id, g.name]) }),
    ],
    done: async ({ name, zone, locale, gallery }) => {
      await api.patch("/api/me", { name: name.trim(), zone, locale, ...(gallery && { gallery }) });
      await afresh();
      say("Saved.");
    },
  });
}

// All zones a browser knows, and the one that was chosen before.
function zones(chosen) {
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  return chosen && !all.includes(chosen) ? [chosen, ...all] : all;
}

const known = (options, value) => (options.some(([key]) => key === value) ? options : [...options, [value, value]]);

async function leave(everywhere) {
  try {
    await session.leave({ everywhere });
    say(everywhere ? "You are signed out everywhere." : "You are signed out.");
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
}
