// Draws Slack's Block Kit, as far as our messages use it. All text goes in as
// text: mrkdwn is taken apart here, never turned into markup.

import { element } from "./element.js";
import { input } from "./inputs.js";

/** The blocks of a message or view; press(action) is called for a button, and fields are for what a view has. */
export function blocks(message, press, fields) {
  const list = message.blocks ?? [];
  if (list.length === 0) return [element("p", {}, ...mrkdwn(message.text ?? ""))];
  return list.map((block, i) => (DRAW[block.type] ?? unknown)({ ...block, block_id: block.block_id ?? `b${i}` }, press, fields));
}

const DRAW = {
  section(block, press) {
    const node = element("div", { class: "block section" });
    if (block.text) node.append(element("div", {}, ...text(block.text)));
    if (block.accessory) node.append(piece(block.accessory, block, press));
    if (!block.fields) return node;
    const fields = element("div", { class: "block fields" }, ...block.fields.map((f) => element("div", {}, ...text(f))));
    return block.text || block.accessory ? element("div", {}, node, fields) : fields;
  },
  image: (block) => element("div", { class: "block image" },
    block.title && element("span", {}, ...text(block.title)),
    element("img", { src: block.image_url, alt: block.alt_text, loading: "lazy" })),
  context: (block, press) => element("div", { class: "block context" }, ...block.elements.map((e) => piece(e, block, press))),
  actions: (block, press) => element("div", { class: "block actions", role: "group", "aria-label": "Actions" }, ...block.elements.map((e) => piece(e, block, press))),
  header: (block) => element("div", { class: "block header" }, ...text(block.text)),
  input(block, press, fields) {
    const part = { ...block.element, dispatch: block.dispatch_action };
    const optional = block.optional && element("small", {}, " optional");
    return element("div", { class: "block field" },
      element("label", { for: `${block.block_id}-${part.action_id}` }, block.label.text, optional),
      input(part, block.block_id, fields),
      block.hint && element("small", {}, block.hint.text));
  },
  divider: () => element("div", { class: "block" }, element("hr")),
};

function unknown(block) {
  return element("div", { class: "block" }, element("code", {}, `(${block.type})`));
}

function piece(part, block, press) {
  switch (part.type) {
    case "image": return element("img", { src: part.image_url, alt: part.alt_text });
    case "button": {
      const label = part.text.text;
      if (part.url) return element("a", { href: part.url, target: "_blank", rel: "noreferrer" }, label);
      return element("button", { type: "button", class: part.style ?? "", "data-go": part.action_id, "aria-label": part.accessibility_label, onclick: () => press({ block_id: block.block_id, action_id: part.action_id, value: part.value }) }, label);
    }
    default: return element("span", {}, ...text(part));
  }
}

function text(object) {
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [plain(object.text)];
}

const unescaped = (s) => s.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const EMOJI = { ":camera:": "📷", ":heart:": "❤️", ":star:": "⭐", ":wave:": "👋", ":mag:": "🔍", ":calendar:": "📅", ":round_pushpin:": "📍", ":busts_in_silhouette:": "👥", ":sparkles:": "✨" };
const plain = (s) => s.replace(/:[a-z_]+:/g, (name) => EMOJI[name] ?? name);

const MARK = /<([^>|]*)(?:\|([^>]*))?>|\*([^*\n]+)\*|_([^_\n]+)_|~([^~\n]+)~|`([^`\n]+)`/g;

function mrkdwn(source) {
  const out = [];
  let at = 0;
  for (const found of source.matchAll(MARK)) {
    const before = source[found.index - 1];
    if (found[1] === undefined && before && /\w/.test(before)) continue;
    out.push(plain(unescaped(source.slice(at, found.index))));
    at = found.index + found[0].length;
    const [, target, label, bold, italic, strike, code] = found;
    if (target !== undefined) out.push(link(target, label));
    else if (bold !== undefined) out.push(element("b", {}, ...mrkdwn(bold)));
    else if (italic !== undefined) out.push(element("i", {}, ...mrkdwn(italic)));
    else if (strike !== undefined) out.push(element("s", {}, ...mrkdwn(strike)));
    else out.push(element("code", {}, unescaped(code)));
  }
  out.push(plain(unescaped(source.slice(at))));
  return out;
}

function link(target, label) {
  if (/^[@#!]/.test(target)) return element("b", {}, target.startsWith("@") ? "@you" : unescaped(label ?? target));
  if (!/^(https?|mailto):/.test(target)) return unescaped(label ?? target);
  return element("a", { href: unescaped(target), target: "_blank", rel: "noreferrer" }, unescaped(label ?? target));
}
