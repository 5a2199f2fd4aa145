// What is joined to a person, and how to join Alexa and Slack.

import { api } from "./api.js";
import { sure } from "./dialog.js";
import { element, fill } from "./element.js";
import { sentence } from "./problem.js";
import { profile } from "./profile.js";
import { say } from "./status.js";
import { day } from "./words.js";

const CHANNELS = { alexa: "Alexa", slack: "Slack" };

export function links(me) {
  const box = element("div", {});
  const draw = (now) => fill(box, now.links.length > 0 && element("ul", { class: "plainlist", "aria-label": "Connected" }, now.links.map((one) => row(one, now, draw))), how());
  draw(me);
  return box;
}

function row(one, me, draw) {
  const name = CHANNELS[one.channel] ?? one.channel;
  const gallery = me.galleries.find((g) => g.id === one.gallery);
  const facts = [one.user && `user ${one.user}`, one.team && `workspace ${one.team}`, one.since && `since ${day(one.since)}`, gallery && `uses ${gallery.name}`];
  const unlink = async () => {
    if (!await sure({ title: `Disconnect ${name}?`, words: `${name} doesn't show your photos any more. You can connect it again at any time.`, yes: "Disconnect" })) return;
    try {
      await api.remove(`/api/links/${encodeURIComponent(one.id)}`);
      say(`${name} is disconnected.`);
      draw(await profile({ fresh: true }));
      box(draw);
    } catch (failure) {
      say(sentence(failure), { bad: true });
    }
  };
  return element("li", {}, element("div", { class: "grow" }, element("b", {}, name), element("small", {}, facts.filter(Boolean).join(" · "))),
    element("button", { type: "button", "aria-label": `Disconnect ${[name, one.user].filter(Boolean).join(" ")}`, onclick: unlink }, "Disconnect"));
}

// The button that was pressed is gone: the focus goes to the section's heading.
function box() {
  const heading = document.getElementById("linked");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

function how() {
  return element("div", { class: "how" },
    element("details", {}, element("summary", {}, "Connect Alexa"), element("ol", {},
      element("li", {}, "Open the Alexa app on your phone, and choose More, then Skills & Games."),
      element("li", {}, "Look for Photo Shoebox, and choose Enable to use."),
      element("li", {}, "Sign in there as you do here. Then say: “Alexa, ask photo shoebox for photos from last summer.”"))),
    element("details", {}, element("summary", {}, "Connect Slack"), element("ol", {},
      element("li", {}, "Type ", element("code", {}, "/photos connect"), " in any channel of your workspace."),
      element("li", {}, "Shoebox answers you alone, with a link that is good for ten minutes, once."),
      element("li", {}, "Open it in this browser, and confirm that it is you."))));
}
