// Adding photos: a place to drop them, a picker, and how far each of them is. Files may
// be dropped anywhere on the page.

import { element, fill, set } from "./element.js";
import { folders } from "./folders.js";
import { icon } from "./icons.js";
import { hear } from "./news.js";
import { sentence } from "./problem.js";
import { mayEdit, profile } from "./profile.js";
import { go } from "./router.js";
import { session } from "./session.js";
import { announce, say } from "./status.js";
import { ACCEPT, uploads } from "./uploads.js";
import { count } from "./words.js";

const UNDER_WAY = ["waiting", "reading", "sending", "making", "paused"];

export async function upload(context) {
  await profile();
  if (!mayEdit()) {
    return element("section", { class: "message" },
      element("h1", {}, "You look at this gallery"),
      element("p", {}, "Its owners and editors add photos. Ask an owner to make you an editor, or choose a gallery of your own."),
      element("p", { class: "ways" }, element("a", { class: "button primary", href: "/galleries" }, "Your galleries"), element("a", { class: "button", href: "/" }, "To the photos")));
  }
  const rows = new Map();
  const list = element("ul", { class: "uploads", "aria-label": "Photos on their way" });
  const sum = element("div", { class: "sum" });
  const draw = () => { keep(list, rows); overall(sum); };
  hear("uploads", draw, context.signal);
  context.keep(draw);
  draw();
  return element("section", { class: "adding" }, element("div", { class: "heading" }, element("h1", {}, "Add photos")), picker(), sum, list);
}

function picker() {
  const input = element("input", { type: "file", id: "pick", class: "visually-hidden", multiple: true, accept: ACCEPT, onchange: () => {
    take([...input.files]);
    input.value = ""; // the same may be chosen again
  } });
  return element("div", { class: "well" }, icon("upload"),
    element("p", {}, "Drop photos or folders here, or anywhere on the page."),
    input, element("label", { for: "pick", class: "button primary" }, "Choose photos"),
    element("p", { class: "soft" }, "JPEG, PNG, GIF or WebP, up to 64 MB each. Nobody but the members of your gallery sees them."));
}

async function take(files) {
  try {
    await uploads.add(files);
    announce(`${count(files.length, "photo")} on the way.`);
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
}

// Has a row for each upload, and leaves those that are there where they are: somebody may
// be on one of their buttons.
function keep(list, rows) {
  for (const [one, row] of rows) {
    if (!uploads.all.includes(one)) { row.node.remove(); rows.delete(one); }
  }
  for (const one of uploads.all) {
    if (!rows.has(one)) {
      const row = rowOf(one);
      rows.set(one, row);
      list.append(row.node);
    }
    rows.get(one).draw();
  }
}

function rowOf(one) {
  const face = element("div", { class: "face" }, icon("photos"));
  const bar = element("progress", { max: "100", "aria-label": `Progress of ${one.name}` });
  const words = element("p", { class: "soft" });
  const ends = element("div", { class: "ends" });
  const node = element("li", {}, face, element("div", { class: "what" }, element("b", { dir: "auto" }, one.name), words, bar), ends);
  let drawn = "";
  const draw = () => {
    bar.hidden = !UNDER_WAY.includes(one.state);
    set(bar, { value: one.state === "sending" ? Math.round((95 * one.sent) / one.size) : one.state === "making" ? 97 : 0 });
    const now = told(one);
    if (words.textContent !== now) words.textContent = now;
    if (drawn === one.state) return;
    drawn = one.state;
    set(node, { class: one.state });
    if (one.photo?.pictures) fill(face, element("a", { href: `/photos/${encodeURIComponent(one.photo.id)}`, "aria-label": `Look at ${one.name}` }, element("img", { src: one.photo.pictures.small, alt: "" })));
    fill(ends, buttons(one));
  };
  return { node, draw };
}

function told(one) {
  switch (one.state) {
    case "waiting": return "Waits its turn";
    case "reading": return "Getting ready";
    case "sending": return `${Math.floor((100 * one.sent) / one.size)} % of ${size(one.size)}`;
    case "making": return "Finding out when and where it was";
    case "added": return "It is in your gallery.";
    case "known": return one.photo?.state === "trashed" ? "Already here, in the trash." : "Already here.";
    default: return one.reason;
  }
}

function buttons(one) {
  const known = one.photo?.id && element("a", { class: "button plain", href: `/photos/${encodeURIComponent(one.photo.id)}`, "aria-label": `Look at ${one.name}` }, "Look");
  const again = one.state === "failed" && element("button", { type: "button", "aria-label": `Try ${one.name} again`, onclick: () => uploads.retry(one) }, "Try again");
  const off = !one.photo && element("button", { type: "button", class: "plain", "aria-label": `${UNDER_WAY.includes(one.state) ? "Cancel" : "Dismiss"} ${one.name}`, onclick: () => uploads.cancel(one) }, UNDER_WAY.includes(one.state) ? "Cancel" : "Dismiss");
  return [again, known, off];
}

// How much there is, as people say it.
function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

// What all of them come to.
function progress() {
  const all = uploads.all.filter((u) => u.state !== "refused");
  const bytes = all.reduce((n, u) => n + u.size, 0);
  const sent = all.reduce((n, u) => n + (u.photo ? u.size : u.sent * 0.95), 0);
  return { all: all.length, here: all.filter((u) => u.photo).length, percent: bytes > 0 ? Math.floor((100 * sent) / bytes) : 0 };
}

function overall(sum) {
  const { all, here, percent } = progress();
  const failed = uploads.all.filter((u) => u.state === "failed");
  const words = uploads.busy ? `${here} of ${count(all, "photo")} added` : here > 0 ? `Done: ${count(here, "photo")}.` : "";
  if (sum.firstChild?.dataset?.words === words && !failed.length === !sum.querySelector(".again")) {
    set(sum.querySelector("progress") ?? sum, sum.querySelector("progress") ? { value: percent } : {});
    return;
  }
  fill(sum, words && element("div", { class: "line", "data-words": words }, element("p", { role: "status" }, words),
    uploads.busy && element("progress", { max: 100, value: percent, "aria-label": "Progress of all" }),
    element("div", { class: "ends" },
      failed.length > 1 && element("button", { type: "button", class: "again", onclick: () => failed.forEach((u) => uploads.retry(u)) }, "Try all again"),
      uploads.busy ? element("button", { type: "button", class: "plain", onclick: () => uploads.clear() }, "Cancel all")
        : element("button", { type: "button", class: "plain", onclick: () => uploads.tidy() }, "Clear the list"))));
}

/** Takes files that are dropped on any view, and shows on all how far they are. */
export function watchDrops() {
  const over = element("div", { class: "drop", hidden: true, "aria-hidden": "true" }, element("p", {}, "Drop them: they go into your gallery."));
  document.body.append(over);
  const files = (event) => event.dataTransfer?.types.includes("Files") && session.open && !document.querySelector("dialog[open]");
  let out = 0;
  document.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = mayEdit() ? "copy" : "none";
    over.hidden = !mayEdit();
    clearTimeout(out);
    out = setTimeout(() => { over.hidden = true; }, 400); // it is told often while they are held
  });
  document.addEventListener("drop", async (event) => {
    if (!files(event)) return;
    event.preventDefault();
    over.hidden = true;
    const dropped = await folders(event.dataTransfer);
    if (dropped.length === 0) return;
    if (location.pathname !== "/upload") go("/upload");
    take(dropped);
  });
  tray();
}

// The way back to what is under way, on every other view.
function tray() {
  const bar = element("progress", { max: 100, "aria-label": "Progress of all" });
  const words = element("span");
  const node = element("a", { class: "tray", href: "/upload", hidden: true }, icon("upload"), words, bar);
  document.body.append(node);
  let busy = false;
  const draw = () => {
    const { all, here, percent } = progress();
    node.hidden = !uploads.busy || location.pathname === "/upload";
    words.textContent = `Adding ${Math.min(here + 1, all)} of ${count(all, "photo")}`;
    set(bar, { value: percent });
    if (busy && !uploads.busy && here > 0 && location.pathname !== "/upload") {
      const failed = uploads.all.some((u) => u.state === "failed" || u.state === "refused");
      say(failed ? "Some photos couldn't be added." : `${count(here, "photo")} added.`, { bad: failed, action: failed ? { label: "Look", run: () => go("/upload") } : undefined });
    }
    busy = uploads.busy;
  };
  hear("uploads", draw);
  hear("moved", draw);
}
