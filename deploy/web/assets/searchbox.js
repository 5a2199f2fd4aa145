// The search box, with suggestions while one types. A combobox: the arrow keys choose,
// Enter takes or searches, Escape closes.

import { api } from "./api.js";
import { element, fill, set } from "./element.js";
import { icon } from "./icons.js";
import { hear } from "./news.js";
import { go } from "./router.js";
import { searchFor } from "./search.js";
import { count } from "./words.js";

const PAUSE = 180; // ms without a key until suggestions are asked for

export function searchBox() {
  const input = element("input", {
    type: "search", id: "search", role: "combobox", autocomplete: "off", autocapitalize: "off", enterkeyhint: "search", maxlength: 500,
    placeholder: "Search: dogs, Lisbon, last summer …", "aria-label": "Search photos", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list",
  });
  const list = element("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const node = element("form", { class: "searchbox", role: "search", onsubmit: (event) => { event.preventDefault(); submit(input.value); } }, icon("search"), input, list);
  let waiting = 0;
  let asking = null;
  let chosen = -1;

  function submit(words) {
    close();
    input.value = words;
    input.blur();
    go(words.trim() === "" ? "/" : searchFor(words.trim()));
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const typed = input.value;
    try {
      const { suggestions } = await api.get("/api/suggest", { query: { q: typed }, signal: asking.signal });
      if (input.value === typed && document.activeElement === input) show(suggestions);
    } catch { /* suggestions are a kindness; the search says what is the matter */ }
  }

  function show(suggestions) {
    chosen = -1;
    fill(list, suggestions.map((s, i) => element("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false", "data-words": s.words, onpointerdown: (event) => { event.preventDefault(); submit(s.words); } },
      element("span", {}, s.words), element("small", {}, `${s.kind === "label" ? "thing" : s.kind}, ${count(s.photos, "photo")}`))));
    list.hidden = suggestions.length === 0;
    set(input, { "aria-expanded": String(!list.hidden), "aria-activedescendant": null });
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    set(input, { "aria-expanded": "false", "aria-activedescendant": null });
  }

  function choose(by) {
    const all = [...list.children];
    if (list.hidden || all.length === 0) return;
    const places = all.length + 1; // the first place is the box itself
    chosen = (chosen + 1 + by + places) % places - 1;
    all.forEach((option, i) => set(option, { "aria-selected": String(i === chosen) }));
    set(input, { "aria-activedescendant": all[chosen]?.id });
    all[chosen]?.scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("focus", () => { if (input.value === "") ask(); }); // what the gallery has most of
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", close);
  input.addEventListener("search", () => { // the box's own "clear"
    if (input.value === "" && location.pathname === "/search") go("/");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); choose(1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(-1); }
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    if (event.key === "Enter" && chosen >= 0 && !list.hidden) { event.preventDefault(); submit(list.children[chosen].dataset.words); }
  });
  hear("moved", () => {
    if (document.activeElement !== input) input.value = location.pathname === "/search" ? new URLSearchParams(location.search).get("q") ?? "" : "";
  });
  return node;
}
