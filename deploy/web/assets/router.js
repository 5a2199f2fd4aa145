// Shows the view of an address. Addresses are real paths (the History API, not what is
// behind a #): they can be sent to somebody, reloaded and opened in a second tab, the
// server answers 404 for those that are none, and what a sign-in leads back to is not
// lost on the way. The price is that the server must know the paths; it reads them from
// the route("…") lines in app.js.

import { element, fill } from "./element.js";
import { tell } from "./news.js";
import { Problem, given, sentence } from "./problem.js";
import { announce } from "./status.js";

const routes = [];
const kept = new Map(); // views to come back to, by their entry of the history
const MOST_KEPT = 5;

const main = document.getElementById("view");
let now = null; // the view shown: {key, node, context, leave}
let refused = async () => ""; // where who is not signed in goes
let lost = null; // what is shown at other addresses

/**
 * Registers a view: view(context) gives a node, or promises one.
 *
 * pattern: "/photos/:id". title: of the window, until the view says another.
 * open: needs no session. quiet: a view over another (scroll and focus stay).
 */
export function route(pattern, view, options = {}) {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (_, name) => { names.push(name); return "([^/]+)"; });
  routes.push({ test: new RegExp(`^${source}$`), names, view, options });
}

/** Says what is shown where no view is registered. */
export function otherwise(view, options) { lost = { view, options, params: {} }; }

/** Says where who must sign in is sent: f(path) promises a path, "" where nobody must. */
export function guard(f) { refused = f; }

/** Goes to a path of ours, with its query. */
export function go(path, { replace = false } = {}) {
  if (replace) history.replaceState({ ...history.state, key: key() }, "", path);
  else { leave(); history.pushState({ key: key(), inside: true }, "", path); }
  return show();
}

/** Goes back to where one came from within the app, else to a path. */
export function back(otherwise = "/") {
  if (history.state?.inside) history.back();
  else go(otherwise, { replace: true });
}

/** Changes the address without showing another view; an entry less in the way of Back. */
export function readdress(path) {
  history.replaceState(history.state, "", path);
}

/** Forgets the views that were kept, as when somebody else signs in. */
export function forgetViews() {
  for (const view of kept.values()) view.context.end();
  kept.clear();
}

/** Begins: links of ours from now on lead to views. */
export function start() {
  history.scrollRestoration = "manual";
  history.replaceState({ key: key(), ...history.state }, "");
  addEventListener("popstate", () => { leave(); show(history.state?.key); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download") || !find(link.pathname)) return;
    event.preventDefault();
    if (link.hash) { // the skip link; an entry of the history would be one too many
      document.getElementById(link.hash.slice(1))?.focus();
      return;
    }
    go(link.pathname + link.search);
  });
  return show();
}

function key() { return `${Date.now()}.${Math.random()}`; }

function find(path) {
  for (const r of routes) {
    const found = r.test.exec(path);
    if (found) return { ...r, params: Object.fromEntries(r.names.map((name, i) => [name, decoded(found[i + 1])])) };
  }
  return null;
}

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

// Puts away the view that is shown: one that asked to be kept, with where it stood.
function leave() {
  if (!now) return;
  const { context } = now;
  if (now.key && context.keeps) {
    kept.set(now.key, { ...now, scroll: scrollY, focus: document.activeElement });
    for (const [old, view] of kept) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(old);
      view.context.end();
    }
  } else {
    context.end();
  }
  now = null;
}

async function show(entry) {
  const old = entry && kept.get(entry);
  if (old) {
    kept.delete(entry);
    return again(old);
  }
  const path = location.pathname + location.search;
  const found = find(location.pathname) ?? lost;
  now?.context.end();
  const context = contextOf(found);
  const mine = { key: history.state?.key, context };
  now = mine;
  const arrived = () => now === mine;
  titled(found.options.title);
  main.ariaBusy = "true";
  // What is shown stays until there is something else, but not for long.
  const slow = setTimeout(() => arrived() && fill(main, skeleton()), 200);
  try {
    const away = found.options.open ? "" : await refused(path);
    if (!arrived()) return undefined;
    if (away) return go(away, { replace: true });
    mine.node = await found.view(context);
  } catch (failure) {
    if (given(failure) || !arrived()) return undefined;
    mine.node = broken(failure);
    if (["offline", "unreachable"].includes(failure.code)) later(context.signal);
  } finally {
    clearTimeout(slow);
    if (arrived()) main.ariaBusy = null;
  }
  if (!arrived()) return undefined;
  fill(main, mine.node);
  scrollTo(0, 0);
  tell("moved", { path });
  settle(mine.node);
  return undefined;
}

// Tries again when there is a network, and after a while, since there may be one that the
// browser does not know of.
function later(signal) {
  addEventListener("online", () => show(), { once: true, signal });
  const timer = setTimeout(() => show(), 5000);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

function again(old) {
  now = old;
  titled(old.context.named);
  main.ariaBusy = null;
  fill(main, old.node);
  scrollTo(0, old.scroll);
  tell("moved", { path: location.pathname + location.search });
  const focus = old.focus && main.contains(old.focus) ? old.focus : main;
  focus.focus({ preventScroll: true });
  old.context.shown?.();
}

// The focus goes to the view's heading, so that a screen reader begins there. Who types in
// the header while the view comes is left there.
function settle(node) {
  if (document.activeElement?.matches("header input")) return;
  const target = node.querySelector?.("[autofocus]") ?? node.querySelector?.("h1") ?? main;
  if (target.tagName === "H1") target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function contextOf(found) {
  const ends = new AbortController();
  return {
    params: found.params,
    query: new URLSearchParams(location.search),
    signal: ends.signal, // aborted when the view is gone for good
    keeps: false,
    named: found.options.title,
    end() { ends.abort(); },
    /** Names the window. */
    title(words) { this.named = words; titled(words); },
    /** Has Back find the view as it was; shown is called when it does. */
    keep(shown) { this.keeps = true; this.shown = shown; },
  };
}

function titled(words) {
  document.title = words ? `${words} · Shoebox` : "Shoebox";
  announce(words ?? "Shoebox");
}

function skeleton() {
  return element("div", { class: "skeleton", "aria-hidden": "true" });
}

function broken(failure) {
  if (!(failure instanceof Problem)) console.error(failure);
  const gone = failure.status === 404;
  return element("section", { class: "message" },
    element("h1", {}, gone ? "It isn't here" : "That didn't work"),
    element("p", {}, sentence(failure)),
    element("p", { class: "ways" },
      !gone && element("button", { type: "button", class: "primary", onclick: () => show() }, "Try again"),
      element("a", { class: "button", href: "/" }, "To your photos")));
}
