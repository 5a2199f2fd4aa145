// One upload in the list of them: what it is, how far it is, and what can be done about it.

import { element, fill, set } from "./element.js";
import { icon } from "./icons.js";
import { coming, under, unsent } from "./uploadlist.js";
import { bytes, day } from "./words.js";

/** The row of an upload: {node, draw()}. does: {retry(upload), cancel(upload), choose()}. */
export function rowOf(one, does) {
  const face = element("div", { class: "face" }, icon("photos"));
  const bar = element("progress", { max: "100", "aria-label": `Progress of ${one.name}` });
  const words = element("p", { class: "soft" });
  const alike = element("p", { class: "alike", hidden: true });
  const ends = element("div", { class: "ends" });
  const node = element("li", { tabindex: "-1" }, face, element("div", { class: "what" }, element("b", { dir: "auto" }, one.name), words, alike, bar), ends);
  let drawn = "";
  const draw = () => {
    const now = told(one);
    if (words.textContent !== now) words.textContent = now;
    bar.hidden = !under(one);
    if (!bar.hidden) set(bar, { value: Math.round(100 * share(one)) });
    const is = `${one.state} ${one.photo?.id} ${one.similar?.id}`;
    if (drawn === is) return;
    drawn = is;
    const held = ends.contains(document.activeElement);
    set(node, { class: one.state });
    set(alike, { hidden: !one.similar });
    fill(alike, one.similar && looksLike(one.similar));
    if (one.photo?.pictures) fill(face, element("a", { href: at(one.photo), tabindex: "-1", "aria-label": `Look at ${one.name}` }, element("img", { src: one.photo.pictures.small, alt: "", loading: "lazy" })));
    fill(ends, buttons(one, does));
    if (held) (ends.querySelector("a, button") ?? node).focus(); // what was pressed is gone
  };
  return { node, draw };
}

const at = (photo) => `/photos/${encodeURIComponent(photo.id)}`;

/** How much of an upload is done, from 0 to 1. */
export function share(one) {
  if (one.state === "ready") return 1;
  if (coming(one)) return 0.95;
  return one.state === "sending" ? (0.9 * one.sent) / one.size : 0;
}

function told(one) {
  switch (one.state) {
    case "waiting": return "Waits its turn";
    case "reading": return "Getting ready";
    case "sending": return `${Math.floor((100 * one.sent) / one.size)} % of ${bytes(one.size)}`;
    case "missing": return "Its file has not arrived. Choose it again, and it goes on.";
    case "received": return one.reason || "Received. Its turn comes by itself.";
    case "processing": return "Processing: finding out when and where it was";
    case "ready": return ready(one);
    default: return one.reason;
  }
}

function ready(one) {
  if (one.photo?.state === "trashed") return one.there ? "There already, in the trash." : "It was added, and is in the trash.";
  if (one.back) return "It was in the trash, and is back.";
  if (one.there) return "There already.";
  return one.photo ? "It is in your gallery." : "It was added, and is in the gallery no more.";
}

function looksLike(photo) {
  const name = photo.title || day(photo.taken) || "a photo that is there";
  return ["It looks like ", element("a", { href: at(photo), dir: "auto" }, element("img", { src: photo.pictures.small, alt: "" }), name)];
}

function buttons(one, { retry, cancel, choose }) {
  const look = one.photo?.id && element("a", { class: "button plain", href: at(one.photo), "aria-label": `Look at ${one.name}` }, "Look");
  const again = one.state === "failed" && element("button", { type: "button", "aria-label": `Try ${one.name} again`, onclick: () => retry(one) }, "Try again");
  const anew = one.state === "missing" && element("button", { type: "button", "aria-label": `Choose ${one.name} again`, onclick: choose }, "Choose");
  const off = unsent(one) ? "Cancel" : "Dismiss";
  return [again, anew, look, !one.photo && !coming(one) && element("button", { type: "button", class: "plain", "aria-label": `${off} ${one.name}`, onclick: () => cancel(one) }, off)];
}
