// A new password for who forgot theirs.

import { api } from "./api.js";
import { element } from "./element.js";
import { field, form } from "./form.js";
import { hidden } from "./confirm.js";
import { mailbox } from "./mailbox.js";
import { newPassword } from "./password.js";
import { go } from "./router.js";
import { address, card } from "./signin.js";
import { say } from "./status.js";

export function forgot(context) {
  return card("Forgotten password", "Say which address you signed up with, and a code comes to it.",
    form({
      label: "Forgotten password",
      fields: [field({ name: "email", label: "E-mail address", type: "email", autocomplete: "username", inputmode: "email", required: true, autofocus: true, maxlength: 254, rule: address, value: context.query.get("email") ?? "" })],
      submit: "Send me a code",
      done: async ({ email }) => {
        await api.post("/api/password/forgot", { email: email.trim() }, { open: true });
        return go(`/reset?email=${encodeURIComponent(email.trim())}`);
      },
    }),
    element("p", { class: "also" }, element("a", { href: "/signin" }, "Back to signing in")));
}

export function reset(context) {
  const email = context.query.get("email") ?? "";
  if (!email) return forgot(context);
  const code = field({ name: "code", label: "Code", hint: "In the mail. It is good for an hour.", inputmode: "numeric", autocomplete: "one-time-code", required: true, autofocus: true, maxlength: 20 });
  return card("A new password", `If ${email} has an account, a code is on its way to it.`,
    mailbox(email, code.input, context.signal).node,
    form({
      label: "A new password",
      fields: [hidden(email), code, newPassword({ label: "New password" })],
      submit: "Set the password",
      done: async (values) => {
        await api.post("/api/password/reset", { email, code: values.code.replace(/\s/g, ""), password: values.password }, { open: true });
        say("Your password is changed, and you are signed out everywhere else.");
        return go(`/signin?email=${encodeURIComponent(email)}`);
      },
    }),
    element("p", { class: "also" }, element("a", { href: `/forgot?email=${encodeURIComponent(email)}` }, "Send another code")));
}
