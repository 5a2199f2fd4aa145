// Shows an APL document with its datasources, as far as our documents use APL:
// the document itself is drawn, not a likeness of it. Lengths are container
// units, so that a screen of 960×600 dp looks the same at any size.

import { element } from "./element.js";
import { evaluate, within } from "./expression.js";
import { Pager } from "./pager.js";

const NONE = new Set(["", undefined, null, false]);

/**
 * Draws a RenderDocument directive; send(arguments) is called for a touch. Gives
 * the stage, and what runs the commands of an ExecuteCommands directive.
 */
export function draw(directive, viewport, send) {
  const data = transformed(directive.datasources ?? {});
  const template = directive.document.mainTemplate;
  const scope = within(null, { viewport });
  for (const name of template.parameters ?? []) scope[name] = name === "payload" ? data : data[name];
  const screen = new Screen(directive.document, viewport, send);
  const stage = element("div", { class: "stage" });
  stage.append(...screen.children({ items: template.items }, scope).map((c) => c.node));
  return { stage, run: (commands) => screen.run(commands, scope) };
}

/** A hint reads as a hint. */
function transformed(datasources) {
  const out = structuredClone(datasources);
  for (const source of Object.values(out)) {
    for (const { inputPath, transformer, outputName } of source.transformers ?? []) {
      const text = source.properties?.[inputPath];
      if (transformer === "textToHint" && text) source.properties[outputName ?? inputPath] = `Try “Alexa, ${text}”`;
    }
  }
  return out;
}

/** APL's Text knows a few entities, and we send no markup. */
const written = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

class Screen {
  constructor(document, viewport, send) {
    this.layouts = document.layouts ?? {};
    this.viewport = viewport;
    this.send = send;
    this.scopes = {}; // of components that have an id, and values of their own
    this.pagers = {};
    this.resources = {};
    for (const block of document.resources ?? []) {
      if (block.when !== undefined && !evaluate(block.when, within(null, { viewport }))) continue;
      for (const group of ["dimensions", "colors", "strings", "numbers"]) Object.assign(this.resources, block[group]);
    }
  }

  /** The value of a property, resources and expressions resolved. */
  value(raw, scope) {
    const value = evaluate(raw, scope);
    if (typeof value === "string" && value.startsWith("@")) return this.value(this.resources[value.slice(1)] ?? "", scope);
    return value;
  }

  /** A length as CSS: 100 dp are that share of the screen's width. */
  length(raw, scope) {
    const value = this.value(raw, scope);
    if (typeof value === "number") return `${(value * 100) / this.viewport.width}cqw`;
    const found = /^(-?[\d.]+)(dp|vw|vh|%|px)?$/.exec(String(value ?? ""));
    if (!found) return undefined;
    const n = Number(found[1]);
    switch (found[2]) {
      case "vw": return `${n}cqw`;
      case "vh": return `${n}cqh`;
      case "%": return `${n}%`;
      default: return `${(n * 100) / this.viewport.width}cqw`;
    }
  }

  /** A component's children: its items, once for each element of its data. */
  children(component, scope) {
    const items = [].concat(component.items ?? component.item ?? []);
    if (component.data === undefined) {
      return items.map((item) => this.component(item, scope)).filter(Boolean);
    }
    const data = this.value(component.data, scope) ?? [];
    return data.map((datum, index) => {
      const inner = within(scope, { data: datum, index, length: data.length });
      const item = items.find((i) => i.when === undefined || this.value(i.when, inner));
      return item && this.component(item, inner);
    }).filter(Boolean);
  }

  /** One component as {node, raw}, or null when it is not to be shown. */
  component(raw, scope) {
    if (raw.when !== undefined && NONE.has(this.value(raw.when, scope))) return null;
    const layout = this.layouts[raw.type];
    if (layout) return this.inflate(layout, raw, scope);
    const make = this[`make${raw.type}`];
    if (!make) return null;
    const inner = this.bound(raw, scope);
    const node = make.call(this, raw, inner);
    this.place(node, raw, inner);
    return { node, raw };
  }

  /** The scope of a component that has values of its own. */
  bound(raw, scope) {
    if (raw.bind === undefined) return scope;
    const inner = within(scope, {});
    for (const { name, value } of raw.bind) inner[name] = this.value(value, inner);
    if (raw.id) this.scopes[this.value(raw.id, scope)] = inner;
    return inner;
  }

  inflate(layout, raw, scope) {
    const inner = within(scope, {});
    for (const parameter of layout.parameters ?? []) {
      const name = parameter.name ?? parameter;
      inner[name] = this.value(raw[name] ?? parameter.default, scope);
    }
    const first = [].concat(layout.items ?? layout.item)[0];
    return this.component(first, inner);
  }

  place(node, raw, scope) {
    const style = node.style;
    for (const name of ["width", "height", "minWidth", "minHeight", "maxWidth", "maxHeight", "paddingLeft", "paddingRight", "paddingTop", "paddingBottom", "top", "left", "bottom", "right"]) {
      const length = this.length(raw[name], scope);
      if (length !== undefined) style[name] = length;
    }
    if (this.value(raw.position, scope) === "absolute") style.position = "absolute";
    if (raw.grow !== undefined) style.flexGrow = this.value(raw.grow, scope);
    style.flexShrink = raw.shrink === undefined ? 0 : this.value(raw.shrink, scope);
    if (raw.shrink) { style.minHeight = "0"; style.minWidth = "0"; }
    if (raw.borderRadius !== undefined) style.borderRadius = this.length(raw.borderRadius, scope);
    if (raw.opacity !== undefined) style.opacity = this.value(raw.opacity, scope);
    style.boxSizing = "border-box";
    const label = this.value(raw.accessibilityLabel, scope);
    if (label && node.tagName !== "IMG") node.setAttribute("aria-label", label);
  }

  flex(node, direction, raw, scope) {
    const align = { start: "flex-start", end: "flex-end", spaceBetween: "space-between", spaceAround: "space-around" };
    const style = node.style;
    style.display = "flex";
    style.flexDirection = direction;
    style.position = "relative";
    const items = this.value(raw.alignItems, scope);
    const justify = this.value(raw.justifyContent, scope);
    if (items) style.alignItems = align[items] ?? items;
    if (justify) style.justifyContent = align[justify] ?? justify;
    if (this.value(raw.wrap, scope) === "wrap") style.flexWrap = "wrap";
  }

  makeContainer(raw, scope) {
    const node = element("div");
    this.flex(node, this.value(raw.direction, scope) ?? "column", raw, scope);
    node.append(...this.children(raw, scope).map((c) => c.node));
    return node;
  }

  makeFrame(raw, scope) {
    const node = this.makeContainer(raw, scope);
    node.style.overflow = "hidden";
    node.style.backgroundColor = this.value(raw.backgroundColor, scope) ?? "";
    if (raw.borderWidth !== undefined) {
      node.style.border = `${this.length(raw.borderWidth, scope)} solid ${this.value(raw.borderColor, scope) ?? "transparent"}`;
    }
    return node;
  }

  makeText(raw, scope) {
    const node = element("div", { class: "apl-text" }, written(String(this.value(raw.text, scope) ?? "")));
    node.style.fontSize = this.length(raw.fontSize ?? "40dp", scope);
    node.style.color = this.value(raw.color, scope) ?? "#fff";
    node.style.textAlign = this.value(raw.textAlign, scope) ?? "";
    node.style.fontWeight = this.value(raw.fontWeight, scope) ?? "";
    const lines = this.value(raw.maxLines, scope);
    if (lines) node.style.webkitLineClamp = lines;
    return node;
  }

  makeImage(raw, scope) {
    const source = this.value(raw.source ?? raw.sources, scope);
    const label = this.value(raw.accessibilityLabel, scope) ?? "";
    const image = element("img", { src: source || undefined, alt: label, loading: "lazy", decoding: "async", draggable: "false" });
    const fits = { "best-fit": "contain", "best-fill": "cover", fill: "fill", none: "none", "best-fit-down": "scale-down" };
    image.style.objectFit = fits[this.value(raw.scale, scope)] ?? "contain";
    const overlay = this.value(raw.overlayColor, scope);
    const blur = (raw.filters ?? []).find((f) => f.type === "Blur");
    if (!overlay && !blur) return image;
    if (blur) image.style.filter = `blur(${this.length(blur.radius, scope)})`;
    Object.assign(image.style, { width: "100%", height: "100%", display: "block" });
    const frame = element("div", { style: { overflow: "hidden" } }, image);
    if (overlay) {
      frame.append(element("div", { style: { position: "absolute", inset: "0", backgroundColor: overlay } }));
    }
    return frame;
  }

  makeSequence(raw, scope) {
    const node = element("div", { tabindex: "0" });
    const across = this.value(raw.scrollDirection, scope) === "horizontal";
    this.flex(node, across ? "row" : "column", raw, scope);
    node.style.overflow = across ? "auto hidden" : "hidden auto";
    node.append(...this.children(raw, scope).map((c) => c.node));
    return node;
  }

  makeGridSequence(raw, scope) {
    const node = element("div", { tabindex: "0" });
    const tracks = (list) => [].concat(list).map((l) => (l === "auto" ? "1fr" : this.length(l, scope)));
    Object.assign(node.style, {
      display: "grid", overflow: "hidden auto", position: "relative", alignContent: "start",
      gridTemplateColumns: tracks(raw.childWidths ?? raw.childWidth).join(" "),
      gridAutoRows: tracks(raw.childHeights ?? raw.childHeight)[0],
    });
    node.append(...this.children(raw, scope).map((c) => c.node));
    return node;
  }

  makeScrollView(raw, scope) {
    const node = element("div", { tabindex: "0", style: { overflow: "hidden auto" } });
    node.append(...this.children(raw, scope).map((c) => c.node));
    return node;
  }

  makePager(raw, scope) {
    const pager = new Pager(this.children(raw, scope).map((c) => c.node), {
      first: Number(this.value(raw.initialPage, scope)) || 0,
      wraps: (this.value(raw.navigation, scope) ?? "wrap") === "wrap",
      turned: (page) => this.run(raw.onPageChanged, within(scope, { event: { source: { value: page } } })),
    });
    if (raw.id) this.pagers[raw.id] = pager;
    return pager.node;
  }

  makeTouchWrapper(raw, scope) {
    const node = element("button", { type: "button", class: "apl-touch", onclick: () => this.run(raw.onPress, scope) });
    node.append(...this.children(raw, scope).map((c) => c.node));
    return node;
  }

  /** Runs commands, as far as our documents and our skill use them. */
  run(commands, scope) {
    for (const command of [].concat(commands ?? [])) {
      if (command.when !== undefined && NONE.has(this.value(command.when, scope))) continue;
      const value = this.value(command.value, scope);
      const id = command.componentId;
      switch (command.type) {
        case "SendEvent":
          this.send((command.arguments ?? []).map((a) => this.value(a, scope)));
          break;
        case "SetValue":
          if (this.scopes[id] && Object.hasOwn(this.scopes[id], command.property)) this.scopes[id][command.property] = value;
          break;
        case "SetPage":
          this.pagers[id]?.turn(Number(value), command.position === "absolute");
          break;
      }
    }
  }
}
