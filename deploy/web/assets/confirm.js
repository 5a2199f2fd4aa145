// Confirming an address by the code that was mailed to it.

import { api } from "./api.js";
import { element } from "./element.js";
import { field, form } from "./form.js";
import { mailbox } from "./mailbox.js";
import { go } from "./router.js";
import { card } from "./signin.js";
import { say } from "./status.js";

export function confirmEmail(context) {
  const email = context.query.get("email") ?? "";
  const next = context.query.get("next") ?? "/";
  const code = field({ name: "code", label: "Code", hint: "Six digits, in the mail. It is good for a day.", inputmode: "numeric", autocomplete: "one-time-code", required: true, autofocus: true, maxlength: 20 });
  const again = element("button", { type: "button", class: "link", onclick: async () => {
    try {
      await api.post("/api/confirmemail/resend", { email }, { open: true });
      say("If the address waits for a code, another is on its way.");
      mail.look();
    } catch (failure) {
      say(failure.message, { bad: true });
    }
  } }, "Send another code");
  const mail = mailbox(email, code.input, context.signal);
  return card("Confirm your address", email ? `A code is on its way to ${email}.` : "A code is on its way to you.",
    mail.node,
    form({
      label: "Confirm your address",
      fields: [email ? hidden(email) : field({ name: "email", label: "E-mail address", type: "email", autocomplete: "username", required: true }), code],
      submit: "Confirm",
      done: async (values) => {
        await api.post("/api/confirmemail", { email: values.email.trim(), code: values.code.replace(/\s/g, "") }, { open: true });
        say("Thank you. Now sign in.");
        return go(`/signin?email=${encodeURIComponent(values.email.trim())}&next=${encodeURIComponent(next)}`);
      },
    }),
    element("p", { class: "also" }, again));
}

/** A field that says what is known already. */
export function hidden(email) {
  const input = element("input", { type: "hidden", name: "email" });
  input.value = email;
  input.input = input;
  return input;
}
