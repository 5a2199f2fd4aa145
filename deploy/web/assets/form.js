// Forms: fields with names, hints and errors that belong to them, and a button that is
// pressed once.

import { element, fill, set } from "./element.js";
import { given, sentence } from "./problem.js";

let numbers = 0;

/**
 * form({fields: [field({name, label, …})], submit: "Save", done: async (values) => …})
 *
 * done's Problem is shown above the button; where it points at a field, at that field. extra
 * are nodes below the button.
 */
export function form({ fields, submit, done, extra = [], label }) {
  const wrong = element("p", { class: "wrong", role: "alert" });
  const button = element("button", { type: "submit", class: "primary" }, submit);
  const node = element("form", { class: "form", novalidate: true, "aria-label": label, onsubmit: send },
    fields, wrong, element("p", { class: "ends" }, button), extra);
  let busy = false;

  async function send(event) {
    event.preventDefault();
    if (busy) return;
    fill(wrong);
    const bad = fields.filter((f) => f.check && !f.check());
    if (bad.length > 0) {
      bad[0].input.focus();
      return;
    }
    busy = true;
    set(button, { "aria-disabled": "true", class: "primary busy" });
    try {
      await done(Object.fromEntries(fields.filter((f) => f.input).map((f) => [f.input.name, f.input.type === "checkbox" ? f.input.checked : f.input.value])));
    } catch (failure) {
      if (!given(failure)) refuse(failure);
    } finally {
      busy = false;
      set(button, { "aria-disabled": null, class: "primary" });
    }
  }

  function refuse(failure) {
    const at = fields.find((f) => f.input && `/${f.input.name}` === failure.detail?.pointer);
    if (at) at.complain(sentence(failure));
    else fill(wrong, sentence(failure));
    (at?.input ?? button).focus();
  }

  return node;
}

/**
 * A labelled field: {name, label, type, value, hint, required, …attributes}. rule(value)
 * gives a sentence where the value can't be, else "". rows makes it several lines.
 */
export function field({ name, label, hint, rule = () => "", value = "", rows, beside, ...attributes }) {
  const id = `field-${++numbers}`;
  const wrong = element("p", { class: "wrong", id: `${id}-wrong`, role: "alert" });
  const told = [hint && `${id}-hint`, wrong.id].filter(Boolean).join(" ");
  const box = attributes.type === "checkbox";
  const input = element(rows ? "textarea" : "input", { id, name, rows, "aria-describedby": told, ...attributes });
  if (box) input.checked = Boolean(value);
  else input.value = value;
  const words = element("label", { for: id }, label, !attributes.required && !box && attributes.type !== "search" && attributes["data-optional"] !== "no" && element("span", { class: "soft" }, " (optional)"));
  const node = element("div", { class: box ? "field box" : "field" },
    box ? [input, words] : [words, hint && element("p", { class: "hint", id: `${id}-hint` }, hint), element("div", { class: "line" }, input, beside?.(input))], wrong);

  node.input = input;
  let look = 0;
  node.complain = (why) => {
    clearTimeout(look); // what is said now is newer than what would be looked at
    fill(wrong, why);
    set(input, { "aria-invalid": why ? "true" : null });
  };
  node.check = () => {
    const empty = attributes.required && !box && input.value.trim() === "";
    const why = empty ? `Please enter ${label.charAt(0).toLowerCase()}${label.slice(1)}.` : rule(input.value);
    node.complain(why);
    return !why;
  };
  // What is wrong is said when one leaves the field, and taken back while one mends it:
  // not at once, or the button that is just being pressed would move away.
  input.addEventListener("change", () => {
    clearTimeout(look);
    look = setTimeout(() => { if (input.value !== "") node.check(); }, 300);
  });
  input.addEventListener("input", () => { if (input.getAttribute("aria-invalid")) node.check(); });
  return node;
}

/** A field that shows what is typed only if asked to. */
export function secret(options) {
  return field({
    ...options, type: "password",
    beside: (input) => element("button", {
      type: "button", class: "plain", "aria-pressed": "false", "aria-label": "Show the password", onclick: (event) => {
        const shown = input.type === "text";
        input.type = shown ? "password" : "text";
        set(event.currentTarget, { "aria-pressed": String(!shown) });
        event.currentTarget.textContent = shown ? "Show" : "Hide";
      },
    }, "Show"),
  });
}
