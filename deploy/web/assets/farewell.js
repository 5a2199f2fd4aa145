// Deleting an account: what goes is said, and it is asked for twice.

import { api } from "./api.js";
import { dialog } from "./dialog.js";
import { element } from "./element.js";
import { field, form, secret } from "./form.js";
import { session } from "./session.js";
import { say } from "./status.js";
import { count, list } from "./words.js";

const WORD = "delete";

export function farewell(me) {
  const alone = me.galleries.filter((g) => g.role === "owner" && g.members === 1);
  const others = me.galleries.filter((g) => !alone.includes(g));
  return dialog({ title: "Delete your account", body: (close) => [
    element("p", {}, "This goes at once, and nobody can bring it back:"),
    element("ul", {},
      alone.length > 0 && element("li", { dir: "auto" }, `All photos of ${list(alone.map((g) => g.name))}, with their files, albums and shared links`),
      others.length > 0 && element("li", { dir: "auto" }, `Your membership of ${list(others.map((g) => g.name))}; the photos you added there stay`),
      me.links.length > 0 && element("li", {}, `${count(me.links.length, "connection")} to Alexa and Slack`),
      element("li", {}, "Your sign-in, on all devices")),
    element("div", { class: "grave" }, form({
      label: "Delete your account", submit: "Delete for good",
      fields: [
        secret({ name: "password", label: "Your password", autocomplete: "current-password", required: true, autofocus: true, maxlength: 256 }),
        field({ name: "word", label: `Type the word ${WORD}`, required: true, autocomplete: "off", autocapitalize: "off", rule: (value) => (value.trim().toLowerCase() === WORD ? "" : `Please type ${WORD}, so that this doesn't happen by mistake.`) }),
      ],
      done: async ({ password }) => {
        await api.remove("/api/me", { body: { password } });
        close();
        await session.leave().catch(() => {}); // there is nothing left to sign out of
        say("Your account is deleted, with all that was yours.");
      },
    }))] });
}
