// A field for a new password, which says what one must be before it is typed.

import { api } from "./api.js";
import { element, fill, set } from "./element.js";
import { secret } from "./form.js";

/** The field; its rules come from the server and are ticked off as one types. */
export function newPassword({ name = "password", label = "Password" } = {}) {
  const list = element("ul", { class: "rules", "aria-label": "A password has" });
  let rules = [];
  const node = secret({
    name, label, autocomplete: "new-password", required: true, maxlength: 256,
    rule: (value) => {
      const broken = rules.find((r) => !r.met(value));
      return broken ? `A password has ${broken.words}.` : "";
    },
  });
  node.querySelector("label").after(list);
  set(list, { id: `${node.input.id}-rules` });
  set(node.input, { "aria-describedby": `${list.id} ${node.input.getAttribute("aria-describedby")}` });
  node.input.addEventListener("input", tick);
  api.get("/api/password/rules", { open: true }).then((told) => { rules = rulesOf(told); tick(); }).catch(() => {
    // Without them the server still says what is wrong.
  });

  function tick() {
    fill(list, rules.filter((r) => !r.quiet).map((r) => element("li", { class: r.met(node.input.value) ? "met" : "" }, r.words,
      element("span", { class: "visually-hidden" }, r.met(node.input.value) ? ": yes" : ": not yet"))));
  }
  return node;
}

function rulesOf({ least, most, upper, lower, digit, symbol }) {
  return [
    { words: `at least ${least} characters`, met: (v) => [...v].length >= least },
    upper && { words: "a capital letter", met: (v) => /\p{Lu}/u.test(v) },
    lower && { words: "a small letter", met: (v) => /\p{Ll}/u.test(v) },
    digit && { words: "a digit", met: (v) => /\d/.test(v) },
    symbol && { words: "a sign such as ! or ?", met: (v) => /[^\p{L}\d\s]/u.test(v) },
    { words: "no space at its ends", met: (v) => v.trim() === v && v !== "", quiet: true },
    most && { words: `at most ${most} characters`, met: (v) => [...v].length <= most, quiet: true },
  ].filter(Boolean);
}
