// What an address shows that leads nowhere.

import { element } from "./element.js";

export function nothingHere() {
  return element("section", { class: "message" },
    element("h1", {}, "There is nothing at this address"),
    element("p", {}, "It may have been mistyped, or what was here is gone."),
    element("p", { class: "ways" }, element("a", { class: "button primary", href: "/" }, "To your photos")));
}
