// Says what happened: to the eye in a corner, to a screen reader politely.

import { element } from "./element.js";

const toasts = document.getElementById("toasts");
const live = document.getElementById("live");

/**
 * say("In the trash.", {undo: () => …}) shows a line for some seconds, with a button if
 * there is something to do about it: undo, or action: {label, run}.
 */
export function say(words, { undo, action = undo && { label: "Undo", run: undo }, bad = false } = {}) {
  const toast = element("div", { class: bad ? "toast bad" : "toast" }, element("p", {}, words));
  const away = () => { toast.remove(); clearTimeout(timer); };
  if (action) {
    toast.append(element("button", { type: "button", class: "plain", onclick: () => { away(); action.run(); } }, action.label));
  }
  toast.append(element("button", { type: "button", class: "plain", "aria-label": "Dismiss", onclick: away }, "×"));
  let timer = setTimeout(away, action ? 10_000 : 6_000);
  // Whoever reads or reaches for it is not hurried.
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => { timer = setTimeout(away, 3_000); });
  while (toasts.children.length > 2) toasts.firstChild.remove();
  toasts.append(toast);
}

/** Tells a screen reader alone. */
export function announce(words) {
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 50); // a live region only tells changes
}
