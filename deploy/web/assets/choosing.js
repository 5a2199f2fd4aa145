// Choosing several photos of a grid, to do something with all of them: the tiles become
// boxes to tick, by click, touch or key, and a bar says what can be done.

import { element, fill, set } from "./element.js";
import { icon } from "./icons.js";
import { announce, say } from "./status.js";
import { sentence } from "./problem.js";
import { count } from "./words.js";

/**
 * choosing(photos, deeds, signal) for what grid.js gives, with deeds of bulk.js, is {button,
 * bar}: the button that begins it, and the bar, which stands before the photos.
 */
export function choosing(photos, deeds, signal) {
  const rows = photos.node.querySelector("ul");
  const chosen = new Set(); // ids
  let on = false;
  let last = null; // the tile that was ticked last

  const words = element("p", { role: "status" });
  const acts = deeds.map((deed) => element("button", { type: "button", onclick: () => act(deed) }, icon(deed.icon), element("span", {}, deed.label)));
  const every = element("button", { type: "button", class: "plain", onclick: () => { tiles().forEach((tile) => tick(tile, true)); } }, "All shown");
  const end = element("button", { type: "button", class: "plain", onclick: () => { turn(false); button.focus(); } }, "Done");
  const bar = element("div", { class: "chosen", role: "group", "aria-label": "What to do with the chosen photos", hidden: true }, words, element("div", { class: "ends" }, every, end), element("div", { class: "ends acts" }, acts));
  const button = element("button", { type: "button", "aria-pressed": "false", onclick: () => turn(!on) }, "Choose");

  const tiles = () => [...rows.querySelectorAll("a.tile")];
  const id = (tile) => tile.parentElement.dataset.id;

  function turn(to) {
    on = to;
    last = null;
    chosen.clear();
    bar.hidden = !on;
    set(button, { "aria-pressed": String(on) });
    rows.classList.toggle("choosing", on);
    for (const tile of tiles()) dress(tile);
    tally();
    if (on) announce("Choose photos with Enter or the space bar.");
  }

  // A tile is a link, and a box while one chooses.
  function dress(tile) {
    set(tile, { role: on ? "checkbox" : null, "aria-checked": on ? String(chosen.has(id(tile))) : null });
  }

  function tick(tile, to) {
    if (to) chosen.add(id(tile)); else chosen.delete(id(tile));
    dress(tile);
    tally();
  }

  function tally() {
    fill(words, chosen.size > 0 ? `${count(chosen.size, "photo")} chosen` : "Choose some photos");
    for (const each of acts) each.disabled = chosen.size === 0;
  }

  async function act(deed) {
    const all = photos.photos.filter((photo) => chosen.has(photo.id));
    try {
      if (await deed.run(all, (n) => fill(words, `${n.toLocaleString()} of ${count(all.length, "photo")} done`))) {
        turn(false);
        button.focus();
      }
    } catch (failure) {
      say(sentence(failure), { bad: true });
    }
  }

  rows.addEventListener("click", (event) => {
    const tile = on && event.target.closest("a.tile");
    if (!tile) return;
    event.preventDefault();
    event.stopPropagation(); // it leads nowhere now
    const to = !chosen.has(id(tile));
    const all = tiles();
    const [from, until] = [all.indexOf(event.shiftKey && last ? last : tile), all.indexOf(tile)].sort((a, b) => a - b);
    for (const each of from < 0 ? [tile] : all.slice(from, until + 1)) tick(each, to);
    last = tile;
  }, { capture: true });
  rows.addEventListener("keydown", (event) => {
    if (!on || event.key !== " ") return;
    event.preventDefault();
    event.target.closest("a.tile")?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (!on || event.key !== "Escape" || !rows.isConnected || document.querySelector("dialog[open]")) return;
    turn(false);
    button.focus();
  }, { signal });
  new MutationObserver(() => {
    if (!on) return;
    const here = tiles();
    const there = new Set(here.map(id));
    for (const each of [...chosen]) if (!there.has(each)) chosen.delete(each);
    here.forEach(dress);
  }).observe(rows, { childList: true });

  return { button, bar };
}
