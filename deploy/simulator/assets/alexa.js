// The Echo: words or touches go to the skill, its answer is shown and spoken.

import { ask, element } from "./element.js";
import { draw } from "./apl.js";
import { inspector } from "./wire.js";

export function alexa(session) {
  const frame = document.getElementById("echo-frame");
  const screen = document.getElementById("echo-screen");
  const said = document.getElementById("alexa-said");
  const form = document.getElementById("alexa-form");
  const words = document.getElementById("alexa-words");
  const aloud = document.getElementById("alexa-aloud");
  const wire = inspector(document.getElementById("alexa-wire"), "alexa-wire");
  const device = document.getElementById("alexa-device");
  let screens = [];
  let viewport = null; // of the device; null has no screen
  let shown = null; // the document on the screen
  let turns = Promise.resolve(); // one after the other, and none is lost

  idle();

  function idle() {
    screen.replaceChildren(element("div", { class: "idle" },
      element("b", {}, new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" })),
      element("span", {}, "Try “Alexa, open photo shoebox”")));
  }

  function turn(body) {
    turns = turns.then(() => take(body));
    return turns;
  }

  async function take(body) {
    try {
      const answer = await ask("simulator/alexa", { session, screen: device.value, ...body });
      wire.show(answer);
      hear(answer.heard);
    } catch (failure) {
      said.textContent = failure.message;
    }
  }

  /** Another device: another shape, and nothing on it yet. */
  function become(name) {
    const found = screens.find((s) => s.name === name);
    viewport = found ? { ...found, theme: "dark" } : null;
    const { width, height, shape } = viewport ?? { width: 960, height: 600 };
    frame.classList.toggle("round", shape === "round");
    screen.style.aspectRatio = `${width} / ${height}`;
    frame.style.width = `min(100%, ${((width / height) * 80).toFixed(1)}vh)`;
    frame.classList.remove("listening");
    said.textContent = "";
    shown = null;
    idle();
  }

  function hear(heard) {
    const words = [heard.meanwhile, heard.speech].filter(Boolean).join(" ");
    if (words) said.textContent = words;
    frame.classList.toggle("listening", heard.listening);
    if (heard.document && viewport) {
      shown = draw(heard.document, viewport, (args) => turn({ touch: args }));
      screen.replaceChildren(shown.stage);
    } else if (heard.commands) {
      shown?.run(heard.commands);
    } else if (heard.card) {
      screen.replaceChildren(card(heard.card));
    } else if (heard.ended) {
      shown = null;
      idle();
    }
    if (aloud.checked && heard.speech && "speechSynthesis" in window) {
      speechSynthesis.cancel();
      speechSynthesis.speak(new SpeechSynthesisUtterance(heard.speech));
    }
  }

  function card({ title, text, image }) {
    return element("div", { class: "card" }, image && element("img", { src: image, alt: "" }), element("h3", {}, title || "Photo Shoebox"), element("p", {}, text || ""));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wish = words.value.trim();
    turn(wish ? { say: wish } : { open: true });
    words.select();
  });
  for (const button of document.querySelectorAll("[data-say]")) {
    button.addEventListener("click", () => turn({ say: button.dataset.say }));
  }
  document.getElementById("alexa-end").addEventListener("click", () => turn({ say: "stop" }));
  microphone(document.getElementById("alexa-microphone"), (wish) => {
    words.value = wish;
    turn({ say: wish });
  });
  aloud.addEventListener("change", () => { if (!aloud.checked) globalThis.speechSynthesis?.cancel(); });

  device.addEventListener("change", () => become(device.value));

  return {
    say(wish) { words.value = wish; return turn({ say: wish }); },
    /** What devices there are to choose from, the first of them to begin with. */
    devices(all) {
      screens = all;
      device.replaceChildren(...all.map((s) => element("option", { value: s.name }, s.label)), element("option", { value: "none" }, "Echo, without a screen"));
      become(device.value);
    },
  };
}

/** Speaking, where the browser can listen. */
function microphone(button, heard) {
  const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
  if (!Recognition) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const listening = new Recognition();
    listening.lang = "en-US";
    listening.onresult = (event) => heard(event.results[0][0].transcript);
    listening.onend = () => button.classList.remove("on");
    button.classList.add("on");
    listening.start();
  });
}
