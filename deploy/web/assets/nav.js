// The top of the page: where one can go, the search box, and who is signed in.

import { config } from "./config.js";
import { element, fill, set } from "./element.js";
import { icon } from "./icons.js";
import { hear } from "./news.js";
import { current, profile } from "./profile.js";
import { searchBox } from "./searchbox.js";
import { session } from "./session.js";
import { say } from "./status.js";

const links = [];
const entries = [];

/** A place to go, in the bar: {href, label, icon, when: () => true}. */
export function offerLink(link) { links.push(link); }

/** An entry of the account's menu: {label, href or run, when: () => true}. */
export function offerEntry(entry) { entries.push(entry); }

/** Fills the header, and keeps it as things are. */
export function header() {
  const top = document.getElementById("top");
  const box = searchBox();
  const bar = element("nav", { class: "bar", "aria-label": "Main" });
  const account = element("div", { class: "account" });
  top.append(box, bar, account);
  const places = () => {
    const shown = links.filter((l) => session.open && (!l.when || l.when()));
    box.hidden = !session.open;
    bar.hidden = !session.open;
    if (shown.map((l) => l.href).join() !== [...bar.children].map((a) => a.getAttribute("href")).join()) {
      fill(bar, shown.map((l) => element("a", { href: l.href }, icon(l.icon), element("span", {}, l.label))));
    }
    for (const link of bar.children) set(link, { "aria-current": link.pathname === location.pathname ? "page" : null });
  };
  const draw = () => {
    fill(account, session.demo || !session.open ? doors() : null, session.open && menu());
    places();
  };
  hear("session", draw);
  hear("profile", places);
  hear("moved", () => {
    places();
    if (session.open && location.pathname !== "/") profile().catch(() => {}); // the first view asks behind its photos
  });
  draw();
}

// For who is not signed in.
function doors() {
  return [element("a", { class: "button plain", href: "/signin" }, "Sign in"), !session.demo && element("a", { class: "button primary wide-only", href: "/signup" }, "Sign up")];
}

function menu() {
  const list = element("div", { id: "menu", class: "menu", popover: "auto", "aria-label": "Your account" });
  const button = element("button", { type: "button", class: "plain round", "aria-label": "Your account", popovertarget: "menu" }, icon("person"));
  list.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") open(list);
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a, button")) list.hidePopover();
  });
  return [button, list];
}

function open(list) {
  const draw = (me) => fill(list,
    me && !session.demo && element("p", { class: "who" }, element("b", {}, me.name || "You"), me.email && element("small", {}, me.email), current() && element("small", {}, current().name)),
    entries.filter((e) => !e.when || e.when()).map((e) => (e.href ? element("a", { href: e.href }, e.label) : element("button", { type: "button", onclick: e.run }, e.label))),
    config.try && element("a", { href: config.try }, "Try Alexa and Slack"),
    !session.demo && element("button", { type: "button", onclick: leave }, "Sign out"));
  draw(null);
  profile().then(draw).catch(() => {});
}

async function leave() {
  try {
    await session.leave();
  } catch (failure) {
    say(failure.message, { bad: true });
  }
}
