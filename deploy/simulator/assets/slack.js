// The Slack window: slash commands, mentions and button presses go to the bot, and
// the messages, the home tab and the modals that come of them are shown.

import { ask, element } from "./element.js";
import { blocks } from "./blocks.js";
import { modals, view } from "./views.js";
import { inspector } from "./wire.js";

// How long after a turn to look at a modal again, whose end may come late.
const LATER = [800, 2500, 6000];

// How often to look whether the app has said something by itself.
const NOW_AND_THEN = 20000;

export function slack(session) {
  const list = document.getElementById("slack-messages");
  const home = document.getElementById("slack-home");
  const form = document.getElementById("slack-form");
  const words = document.getElementById("slack-words");
  const rooms = { messages: document.getElementById("slack-channel"), home: document.getElementById("slack-tab") };
  const wire = inspector(document.getElementById("slack-wire"), "slack-wire");
  const modal = modals(document.getElementById("slack-modal"), { turn, suggest });
  let busy = false;
  let later = [];
  let drawn = "";

  async function turn(body) {
    if (busy) return;
    busy = true;
    for (const timer of later) clearTimeout(timer);
    for (const button of buttons()) button.disabled = true;
    try {
      const answer = await ask("simulator/slack", { session, ...body });
      wire.show(answer);
      show(answer);
      if (answer.modal) later = LATER.map((pause) => setTimeout(look, pause));
    } catch (failure) {
      (home.hidden ? list : home).append(element("p", { class: "note", role: "alert" }, failure.message));
    } finally {
      busy = false;
      for (const button of buttons()) button.disabled = false;
      list.scrollTop = list.scrollHeight;
    }
  }

  const buttons = () => document.querySelectorAll("#slack-messages button, #slack-home button, #slack-modal button");

  async function look() {
    if (busy) return;
    try {
      show(await ask("simulator/slack", { session, look: true }));
    } catch { /* the next turn will say */ }
  }

  setInterval(async () => {
    if (busy || document.visibilityState !== "visible") return;
    try {
      const answer = await ask("simulator/slack", { session, look: true });
      if (!busy && JSON.stringify(answer.messages) !== drawn) show(answer); // else what has the focus would lose it
    } catch { /* the next turn will say */ }
  }, NOW_AND_THEN);

  async function suggest(wish) {
    try {
      return (await ask("simulator/slack", { session, suggest: wish })).options ?? [];
    } catch {
      return [];
    }
  }

  function show(answer) {
    drawn = JSON.stringify(answer.messages);
    list.replaceChildren(...answer.messages.map(message));
    for (const image of list.querySelectorAll("img")) {
      image.addEventListener("load", () => { list.scrollTop = list.scrollHeight; }, { once: true });
    }
    if (answer.home && home.dataset.hash !== answer.home.hash) {
      home.dataset.hash = answer.home.hash;
      home.replaceChildren(...view(answer.home, { turn, suggest, channel: answer.channel }));
    }
    modal(answer.modal, answer.channel, answer.errors);
    for (const why of answer.refused ?? []) list.append(element("p", { class: "note", role: "alert" }, `Slack refused: ${why}`));
  }

  function enter(room) {
    for (const [name, tab] of Object.entries(rooms)) tab.setAttribute("aria-selected", name === room);
    list.hidden = form.hidden = room !== "messages";
    home.hidden = room !== "home";
    if (room === "home") turn({ visit: true });
  }
  rooms.messages.addEventListener("click", () => enter("messages"));
  rooms.home.addEventListener("click", () => enter("home"));

  function message(m) {
    const time = element("small", {}, new Date(m.at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
    if (m.typed) {
      return element("article", { class: "message" }, element("span", { class: "face", "aria-hidden": "true" }, "Y"),
        element("div", {}, element("header", {}, "You", time), element("p", {}, m.typed)));
    }
    const press = (action) => turn({ press: { message: m.id, ...action } });
    return element("article", { class: "message" }, element("img", { src: "assets/icon.svg", alt: "" }),
      element("div", {},
        m.private && element("p", { class: "private" }, "Only visible to you"),
        element("header", {}, "Shoebox", time),
        ...blocks(m.content, press)));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = words.value.trim();
    if (!typed) return;
    words.value = "/photos ";
    const [, mentioned] = /^@shoebox\b[\s,:]*(.*)$/i.exec(typed) ?? [];
    if (mentioned !== undefined) {
      words.value = "@Shoebox ";
      turn({ say: mentioned });
      return;
    }
    if (!/^\/photos(\s|$)/.test(typed)) {
      list.append(element("p", { class: "note" }, "Shoebox hears what begins with /photos or @Shoebox."));
      list.scrollTop = list.scrollHeight;
      return;
    }
    turn({ command: typed.replace(/^\/photos\s*/, "") });
  });

  return { command(wish) { enter("messages"); return turn({ command: wish }); } };
}
