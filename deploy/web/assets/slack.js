// The Slack window: slash commands and button presses go to the bot, and the
// messages that come of them are shown.

import { ask, element } from "./element.js";
import { blocks } from "./blocks.js";
import { inspector } from "./wire.js";

export function slack(session) {
  const list = document.getElementById("slack-messages");
  const form = document.getElementById("slack-form");
  const words = document.getElementById("slack-words");
  const wire = inspector(document.getElementById("slack-wire"), "slack-wire");
  let busy = false;

  async function turn(body) {
    if (busy) return;
    busy = true;
    for (const button of list.querySelectorAll("button")) button.disabled = true;
    try {
      const answer = await ask("/simulator/slack", { session, ...body });
      wire.show(answer);
      show(answer.messages);
    } catch (failure) {
      list.append(element("p", { class: "note", role: "alert" }, failure.message));
    } finally {
      busy = false;
      for (const button of list.querySelectorAll("button")) button.disabled = false;
      list.scrollTop = list.scrollHeight;
    }
  }

  function show(messages) {
    list.replaceChildren(...messages.map(message));
    for (const image of list.querySelectorAll("img")) {
      image.addEventListener("load", () => { list.scrollTop = list.scrollHeight; }, { once: true });
    }
  }

  function message(m) {
    const time = element("small", {}, new Date(m.at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
    if (m.typed) {
      return element("article", { class: "message" }, element("span", { class: "face", "aria-hidden": "true" }, "Y"),
        element("div", {}, element("header", {}, "You", time), element("p", {}, m.typed)));
    }
    const press = (action) => turn({ press: { message: m.id, ...action } });
    return element("article", { class: "message" }, element("img", { src: "/assets/icon.svg", alt: "" }),
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
    if (!/^\/photos(\s|$)/.test(typed)) {
      list.append(element("p", { class: "note" }, "Only /photos is connected here: start with /photos."));
      list.scrollTop = list.scrollHeight;
      return;
    }
    turn({ command: typed.replace(/^\/photos\s*/, "") });
  });

  return { command(wish) { return turn({ command: wish }); } };
}
