// Puts the page together.

import { alexa } from "./alexa.js";
import { ask, element } from "./element.js";
import { slack } from "./slack.js";

const session = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
const echo = alexa(session);
const chat = slack(session);

/** Things to try ask both at once: the same words, the same photos. */
const about = await ask("about.json");
echo.devices(about.screens);
const link = document.getElementById("alexa-link");
link.href = `link?${new URLSearchParams({ session })}`;
link.hidden = !about.link;
document.getElementById("about").textContent = about.credits;
document.getElementById("tries").append(...about.tries.map((wish) => element("button", {
  type: "button",
  onclick: () => { echo.say(wish); chat.command(wish); },
}, wish)));
