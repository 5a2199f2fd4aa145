// The fields of a Slack view. Each node carries what it stands for: its block, its
// action, and answer(), which is what Slack tells an app of it.

import { element } from "./element.js";

/** One element of an input block, as a node; suggest(action, typed) gives options. */
export function input(part, block, { suggest, act, channel }) {
  const make = FIELD[part.type];
  if (!make) return element("code", {}, `(${part.type})`);
  const node = make(part, { suggest: (typed) => suggest(part.action_id, typed), channel, id: `${block}-${part.action_id}` });
  node.dataset.block = block;
  node.dataset.action = part.action_id;
  if (part.dispatch) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      act({ action_id: part.action_id, chosen: answered(node) });
    });
  }
  return node;
}

/** What is filled in, by block and action. */
export function filled(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-action]")) {
    (values[node.dataset.block] ??= {})[node.dataset.action] = answered(node);
  }
  return values;
}

const ANSWER = new WeakMap();
const answered = (node) => ANSWER.get(node)();

function answering(node, answer) {
  ANSWER.set(node, answer);
  return node;
}

const option = (o) => (o ? { text: { type: "plain_text", text: o.text, emoji: true }, value: o.value } : null);
const words = (o) => o?.text?.text ?? "";

const FIELD = {
  plain_text_input(part, { id }) {
    const node = element(part.multiline ? "textarea" : "input", { id, maxlength: part.max_length, placeholder: words({ text: part.placeholder }) });
    node.value = part.initial_value ?? "";
    return answering(node, () => ({ type: part.type, value: node.value || null }));
  },
  datepicker(part, { id }) {
    const node = element("input", { id, type: "date" });
    node.value = part.initial_date ?? "";
    return answering(node, () => ({ type: part.type, selected_date: node.value || null }));
  },
  static_select: choose,
  radio_buttons: choose,
  conversations_select(part, { id, channel }) {
    const node = element("select", { id }, element("option", { value: "" }, words({ text: part.placeholder }) || "Nowhere"), element("option", { value: channel }, "# holiday-pictures"));
    if (part.default_to_current_conversation) node.value = channel;
    return answering(node, () => ({ type: part.type, selected_conversation: node.value || null }));
  },
  checkboxes(part) {
    const boxes = part.options.map((o) => [o, element("input", { type: "checkbox", checked: (part.initial_options ?? []).some((i) => i.value === o.value) })]);
    const node = element("div", { class: "boxes", role: "group" }, ...boxes.map(([o, box]) => element("label", {}, box, words(o))));
    return answering(node, () => ({ type: part.type, selected_options: boxes.filter(([, box]) => box.checked).map(([o]) => option({ text: words(o), value: o.value })) }));
  },
  external_select: (part, context) => menu(part, context, false),
  multi_external_select: (part, context) => menu(part, context, true),
};

function choose(part, { id }) {
  const node = element("select", { id }, element("option", { value: "" }, words({ text: part.placeholder }) || "—"), ...part.options.map((o) => element("option", { value: o.value }, words(o))));
  node.value = part.initial_option?.value ?? "";
  return answering(node, () => {
    const chosen = part.options.find((o) => o.value === node.value);
    return { type: part.type, selected_option: chosen ? option({ text: words(chosen), value: chosen.value }) : null };
  });
}

/** A menu whose options the app knows: it is asked while one types. */
function menu(part, { id, suggest }, many) {
  const known = new Map();
  const chosen = (part.initial_options ?? (part.initial_option ? [part.initial_option] : [])).map((o) => ({ text: words(o), value: o.value }));
  const list = element("datalist", { id: `${id}-options` });
  const field = element("input", { id, list: list.id, placeholder: words({ text: part.placeholder }), autocomplete: "off" });
  const chips = element("span", { class: "chips" });
  const draw = () => chips.replaceChildren(...(many ? chosen : []).map((o) => element("button", {
    type: "button", "aria-label": `Remove ${o.text}`, onclick: () => { chosen.splice(chosen.indexOf(o), 1); draw(); },
  }, `${o.text} ×`)));
  if (!many && chosen[0]) field.value = chosen[0].text;
  let waiting = 0;
  const ask = async () => {
    for (const o of await suggest(field.value)) known.set(o.text, o);
    list.replaceChildren(...[...known.keys()].map((text) => element("option", { value: text })));
  };
  field.addEventListener("focus", ask, { once: true });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!known.has(field.value)) waiting = setTimeout(ask, 250);
    else if (many && !chosen.some((o) => o.text === field.value) && chosen.length < (part.max_selected_items ?? 100)) {
      chosen.push(known.get(field.value));
      field.value = "";
      draw();
    }
  });
  draw();
  return answering(element("div", { class: "menu" }, chips, field, list), () => (many
    ? { type: part.type, selected_options: chosen.map(option) }
    : { type: part.type, selected_option: option(known.get(field.value) ?? (chosen[0]?.text === field.value ? chosen[0] : null)) }));
}
