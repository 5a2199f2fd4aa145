// Dialogs over the page, by the browser's own element: it keeps the focus inside, closes on
// Escape, and gives the focus back.

import { element } from "./element.js";

/**
 * Opens a dialog and gives what it was closed with; undefined where it was dismissed.
 *
 * dialog({title: "Rename", body: (close) => node, wide: true})
 */
export function dialog({ title, body, wide = false }) {
  return new Promise((resolve) => {
    let result;
    const close = (value) => { result = value; box.close(); };
    const heading = element("h2", { id: `dialog-${Date.now()}` }, title);
    const box = element("dialog", { class: wide ? "dialog wide" : "dialog", "aria-labelledby": heading.id },
      element("div", { class: "dialog-head" }, heading,
        element("button", { type: "button", class: "plain round", "aria-label": "Close", onclick: () => close() }, "×")),
      element("div", { class: "dialog-body" }, body(close)));
    box.addEventListener("close", () => { box.remove(); resolve(result); });
    box.addEventListener("click", (event) => { if (event.target === box) close(); });
    document.body.append(box);
    box.showModal();
    (box.querySelector("[autofocus]") ?? box.querySelector("input, select, textarea, .dialog-body button") ?? box).focus();
  });
}

/** Asks before something is done that is hard to undo; true is yes. */
export async function sure({ title, words, yes, no = "Cancel", bad = false }) {
  const answer = await dialog({
    title,
    body: (close) => [
      element("p", {}, words),
      element("p", { class: "ends" },
        element("button", { type: "button", autofocus: true, onclick: () => close(false) }, no),
        element("button", { type: "button", class: bad ? "primary bad" : "primary", onclick: () => close(true) }, yes)),
    ],
  });
  return answer === true;
}
