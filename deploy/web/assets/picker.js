// The place to drop photos, with what chooses files or a folder for hands without a mouse.

import { element } from "./element.js";
import { chosen } from "./folders.js";
import { icon } from "./icons.js";
import { ACCEPT, TAKEN } from "./kinds.js";

/** take(haul) is called with what of the choice is to be added, as folders.js gives it. */
export function picker(take) {
  const pick = (id, attributes) => element("input", { type: "file", id, class: "visually-hidden", multiple: true, ...attributes, onchange: ({ target }) => {
    take(chosen(target.files));
    target.value = ""; // the same may be chosen again
  } });
  const files = pick("pick", { accept: ACCEPT });
  const folder = "webkitdirectory" in files && [pick("pickfolder", { webkitdirectory: true }), element("label", { for: "pickfolder", class: "button" }, "Choose a folder")];
  return element("div", { class: "well" }, icon("upload"),
    element("p", {}, "Drop photos or folders here, or anywhere on the page."),
    element("div", { class: "ways" }, files, element("label", { for: "pick", class: "button primary" }, "Choose photos"), folder),
    element("p", { class: "soft" }, `${TAKEN}, up to 64 MB each. Nobody but the members of your gallery sees them.`));
}
