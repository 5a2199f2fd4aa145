// Shows what went over the wire: the exact request and response, with what they
// took in time and in read units.

import { element } from "./element.js";

/** Makes an inspector in a container; show(exchange) fills it. */
export function inspector(container, name) {
  const panel = element("pre", { id: `${name}-panel`, role: "tabpanel", tabindex: "0" });
  const cost = element("span", { class: "cost" });
  const tabs = ["Request", "Response"].map((label) => element("button", {
    type: "button", role: "tab", id: `${name}-${label.toLowerCase()}`, "aria-controls": panel.id, onclick: () => choose(label),
  }, label));
  let chosen = "Response";
  let exchange = null;

  function choose(label) {
    chosen = label;
    for (const tab of tabs) {
      const on = tab.textContent === label;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      if (on) panel.setAttribute("aria-labelledby", tab.id);
    }
    panel.replaceChildren(...(exchange ? (label === "Request" ? request(exchange.request) : response(exchange.response)) : ["Ask something, and here is what was said on the wire."]));
    panel.scrollTop = 0;
  }

  const list = element("div", { class: "tabs", role: "tablist", "aria-label": "On the wire", onkeydown: (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    choose(chosen === "Request" ? "Response" : "Request");
    tabs.find((tab) => tab.tabIndex === 0).focus();
  } }, ...tabs, cost);
  container.append(list, panel);
  choose(chosen);

  return {
    show(next) {
      exchange = next;
      const { millis, usage } = next;
      cost.textContent = `${millis.toFixed(1)} ms · ${usage.requests} ${usage.requests === 1 ? "request" : "requests"} · ${usage.readUnits} RCU`;
      choose(chosen);
    },
  };
}

function request({ method, path, headers, body }) {
  return [`${method} ${path}\n`, ...lines(headers), "\n", ...pretty(body)];
}

function response({ status, headers, body }) {
  return [`${status}\n`, ...lines(headers), "\n", ...pretty(body)];
}

function lines(headers) {
  return Object.entries(headers ?? {}).flatMap(([name, value]) => [element("span", { class: "key" }, name), `: ${value}\n`]);
}

const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/** JSON in colours; a form line by line, its JSON payload opened up. */
function pretty(body) {
  let text = body;
  try {
    text = JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    if (!/^[\w%.~+-]+=/.test(body)) return [body || "(empty)"];
    return [...new URLSearchParams(body)].flatMap(([key, value]) => [element("span", { class: "key" }, key), " = ", ...(value.startsWith("{") ? pretty(value) : [value]), "\n"]);
  }
  const out = [];
  let at = 0;
  for (const found of text.matchAll(PIECE)) {
    out.push(text.slice(at, found.index));
    const [whole, string, colon] = found;
    out.push(element("span", { class: colon ? "key" : string ? "str" : "num" }, string ?? whole), colon ?? "");
    at = found.index + whole.length;
  }
  out.push(text.slice(at));
  return out;
}
