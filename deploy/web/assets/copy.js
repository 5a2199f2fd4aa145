// A line to be copied.

import { element, set } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./status.js";

let numbers = 0;

/** A text in a box, with a button that copies it, and one that shares it where a device can. */
export function copyable(label, text, hint) {
  const id = `copy-${++numbers}`;
  const input = element("input", { id, readonly: true, value: text, onfocus: () => input.select() });
  const button = element("button", { type: "button", class: "primary", onclick: copy }, "Copy");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
      say("Copied.");
    } catch {
      input.focus();
      input.select();
      say("This browser didn't let it be copied. It is selected: copy it from the box.");
    }
  }

  const send = navigator.share && element("button", { type: "button", "aria-label": "Send it", onclick: () => navigator.share({ url: text }).catch(() => {}) }, icon("share"));
  set(button, { "aria-describedby": id });
  return element("div", { class: "field" }, element("label", { for: id }, label), hint && element("p", { class: "hint" }, hint), element("div", { class: "line" }, input, button, send));
}
