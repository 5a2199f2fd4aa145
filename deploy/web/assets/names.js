// A field for several names, as tags or people: each becomes a chip with a way to take it
// off again.

import { api } from "./api.js";
import { element, fill } from "./element.js";

let numbers = 0;

/**
 * names({name: "tags", label: "Tags", add: "Add a tag", value: ["sea"], kind: "tag"}) is a field
 * as form.js takes it, with all(): what is chosen, and what is typed but not taken yet.
 * kind is what suggestions are of.
 */
export function names({ name, label, add, value, kind, hint }) {
  const id = `names-${++numbers}`;
  let chosen = [...value];
  const chips = element("ul", { class: "chips", "aria-label": label });
  const offers = element("datalist", { id: `${id}-offers` });
  const input = element("input", { id, name, list: offers.id, autocomplete: "off", maxlength: 100, placeholder: add, "aria-describedby": hint && `${id}-hint` });
  const node = element("div", { class: "field" }, element("label", { for: id }, label),
    hint && element("p", { class: "hint", id: `${id}-hint` }, hint), element("div", { class: "chipbox" }, chips, input), offers);

  function draw() {
    fill(chips, chosen.map((each, at) => element("li", { dir: "auto" }, each,
      element("button", { type: "button", class: "plain", "aria-label": `Take off ${each}`, onclick: () => { chosen.splice(at, 1); draw(); input.focus(); } }, "×"))));
  }

  function take() {
    const before = chosen.length;
    chosen = joined(chosen, input.value);
    input.value = "";
    if (chosen.length !== before) draw();
  }

  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value.trim() !== "") { event.preventDefault(); take(); }
    if (event.key === "Backspace" && input.value === "" && chosen.length > 0) { chosen.pop(); draw(); }
  });
  let waiting = 0;
  input.addEventListener("input", (event) => {
    // A comma ends a name, and so does choosing one of the list.
    if (input.value.includes(",") || event.inputType === "insertReplacementText" || !event.inputType) { take(); return; }
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(input.value), 180);
  });
  input.addEventListener("blur", take);

  async function offer(typed) {
    if (typed.trim().length < 1) return;
    const { suggestions = [] } = await api.get("/api/suggest", { query: { q: typed } }).catch(() => ({}));
    fill(offers, suggestions.filter((s) => s.kind === kind && !chosen.includes(s.label)).map((s) => element("option", { value: s.label })));
  }

  draw();
  node.input = input;
  node.check = () => true;
  node.complain = () => {};
  node.all = () => joined(chosen, input.value);
  return node;
}

// Names with those of a text between commas, each once, whatever its capitals.
function joined(chosen, text) {
  const all = [...chosen];
  for (const each of text.split(",").map((t) => t.trim().replace(/\s+/g, " "))) {
    if (each && !all.some((other) => other.toLocaleLowerCase() === each.toLocaleLowerCase())) all.push(each);
  }
  return all;
}
