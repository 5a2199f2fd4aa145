// Adding photos: a place to drop them, a picker, and how far each of them is. Files may
// be dropped anywhere on the page.

import { element, fill, set } from "./element.js";
import { dropped } from "./folders.js";
import { icon } from "./icons.js";
import { leftNote, leftOut } from "./leftout.js";
import { hear } from "./news.js";
import { picker } from "./picker.js";
import { sentence } from "./problem.js";
import { mayEdit, profile } from "./profile.js";
import { go } from "./router.js";
import { session } from "./session.js";
import { announce, say } from "./status.js";
import { over, unsent } from "./uploadlist.js";
import { rowOf, share } from "./uploadrow.js";
import { uploads } from "./uploads.js";
import { room } from "./usage.js";
import { count, list } from "./words.js";

export async function upload(context) {
  await profile();
  if (!mayEdit()) {
    return element("section", { class: "message" },
      element("h1", {}, "You look at this gallery"),
      element("p", {}, "Its owners and editors add photos. Ask an owner to make you an editor, or choose a gallery of your own."),
      element("p", { class: "ways" }, element("a", { class: "button primary", href: "/galleries" }, "Your galleries"), element("a", { class: "button", href: "/" }, "To the photos")));
  }
  const rows = new Map();
  const ul = element("ul", { class: "uploads", "aria-label": "Photos on their way" });
  const sum = element("div", { class: "sum" });
  const left = leftNote(() => { uploads.pass(); document.getElementById("pick").focus(); });
  const draw = () => { keep(ul, rows); overall(sum); left.draw(uploads.left); };
  const learn = () => uploads.restore().catch(() => {}); // what this page knows of is shown all the same
  hear("uploads", draw, context.signal);
  context.keep(() => { draw(); learn(); });
  draw();
  learn();
  return element("section", { class: "adding" }, element("div", { class: "heading" }, element("h1", {}, "Add photos")), picker(take), left.node, room(context.signal), sum, ul);
}

async function take(haul) {
  try {
    await uploads.add(haul);
    announce(`${count(haul.files.length, "file")} taken. ${leftOut(haul)}`);
  } catch (failure) {
    say(sentence(failure), { bad: true });
  }
}

const does = {
  retry: (one) => uploads.retry(one),
  cancel: (one) => uploads.cancel(one),
  choose: () => document.getElementById("pick")?.click(),
};

// Has a row for each upload, and leaves those that are there where they are: somebody may
// be on one of their buttons.
function keep(ul, rows) {
  const here = new Set(uploads.all);
  for (const [one, row] of rows) {
    if (!here.has(one)) { row.node.remove(); rows.delete(one); }
  }
  let place = ul.firstChild;
  for (const one of uploads.all) {
    if (!rows.has(one)) rows.set(one, rowOf(one, does));
    const { node, draw } = rows.get(one);
    if (node === place) place = node.nextSibling;
    else ul.insertBefore(node, place);
    draw();
  }
}

// What all of them come to.
function progress() {
  const all = uploads.all.filter((u) => u.state !== "refused" && u.state !== "missing");
  const weight = (u) => u.size || 1e6; // of those that were sent before the page was loaded it isn't known
  const whole = all.reduce((n, u) => n + weight(u), 0);
  return { all: all.length, here: all.filter(over).length, percent: whole > 0 ? Math.floor((100 * all.reduce((n, u) => n + weight(u) * share(u), 0)) / whole) : 0 };
}

// What became of all, in words: "12 added, 1 there already and 1 refused".
function outcome() {
  const n = (is) => uploads.all.filter(is).length;
  return list([
    [n((u) => u.state === "ready" && !u.there && !u.back), "added"], [n((u) => u.state === "ready" && u.there && !u.back), "there already"],
    [n((u) => u.state === "ready" && u.back), "back from the trash"],
    [n((u) => u.state === "refused"), "refused"], [n((u) => u.state === "failed"), "not sent"], [n((u) => u.state === "missing"), "not here yet"],
  ].filter(([many]) => many > 0).map(([many, what]) => `${many.toLocaleString()} ${what}`));
}

let told = "";

function overall(sum) {
  const { all, here, percent } = progress();
  const failed = uploads.all.filter((u) => u.state === "failed");
  const words = [uploads.busy && `${here} of ${count(all, "photo")} done`, outcome()].filter(Boolean).join(": ");
  if (!uploads.busy && words && told && told !== words) announce(words);
  told = uploads.busy ? words : "";
  const bar = sum.querySelector("progress");
  if (bar) set(bar, { value: percent });
  const is = `${words} ${uploads.busy} ${failed.length > 1} ${uploads.all.some(unsent)}`;
  if (sum.dataset.is === is) return;
  sum.dataset.is = is;
  fill(sum, words && element("div", { class: "line" }, element("p", {}, words),
    uploads.busy && element("progress", { max: 100, value: percent, "aria-label": "Progress of all" }),
    element("div", { class: "ends" },
      failed.length > 1 && element("button", { type: "button", onclick: () => failed.forEach((u) => uploads.retry(u)) }, "Try all again"),
      uploads.all.some(unsent) ? element("button", { type: "button", class: "plain", onclick: () => uploads.stop() }, "Cancel all")
        : !uploads.busy && element("button", { type: "button", class: "plain", onclick: () => uploads.tidy() }, "Clear the list"))));
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
    const haul = await dropped(event.dataTransfer);
    if (location.pathname !== "/upload") go("/upload");
    take(haul);
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
      say(`${outcome()}.`, { bad: failed, action: failed ? { label: "Look", run: () => go("/upload") } : undefined });
    }
    busy = uploads.busy;
  };
  hear("uploads", draw);
  hear("moved", draw);
}
