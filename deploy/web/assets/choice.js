// A field with a few things to choose from.

import { element, fill } from "./element.js";

let numbers = 0;

/** choice({name, label, options: [["7", "A week"]], value, hint}), as form.js takes it. */
export function choice({ name, label, options, value, hint }) {
  const id = `choice-${++numbers}`;
  const wrong = element("p", { class: "wrong", id: `${id}-wrong`, role: "alert" });
  const told = [hint && `${id}-hint`, wrong.id].filter(Boolean).join(" ");
  const input = element("select", { id, name, "aria-describedby": told }, options.map(([key, words]) => element("option", { value: key, selected: key === value }, words)));
  const node = element("div", { class: "field" }, element("label", { for: id }, label), hint && element("p", { class: "hint", id: `${id}-hint` }, hint), input, wrong);
  node.input = input;
  node.check = () => true;
  node.complain = (why) => { fill(wrong, why); };
  return node;
}
