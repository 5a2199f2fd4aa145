// The Echo: words or touches go to the skill, its answer is shown and spoken.

import { ask, element } from "./element.js";
import { draw } from "./apl.js";
import { inspector } from "./wire.js";

const VIEWPORT = { shape: "rectangle", width: 960, height: 600, pixelWidth: 1280, pixelHeight: 800, dpi: 213, mode: "hub", theme: "dark" };

export function alexa(session) {
  const frame = document.getElementById("echo-frame");
  const screen = document.getElementById("echo-screen");
  const said = document.getElementById("alexa-said");
  const form = document.getElementById("alexa-form");
  const words = document.getElementById("alexa-words");
  const aloud = document.getElementById("alexa-aloud");
  const wire = inspector(document.getElementById("alexa-wire"), "alexa-wire");
  let busy = false;

  idle();

  function idle() {
    screen.replaceChildren(element("div", { class: "idle" },
      element("b", {}, new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" })),
      element("span", {}, "Try “Alexa, open photo shoebox”")));
  }

  async function turn(body) {
    if (busy) return;
    busy = true;
    form.querySelector("[type=submit]").disabled = true;
    try {
      const answer = await ask("/simulator/alexa", { session, ...body });
      wire.show(answer);
      hear(answer.heard);
    } catch (failure) {
      said.textContent = failure.message;
    } finally {
      busy = false;
      form.querySelector("[type=submit]").disabled = false;
    }
  }

  function hear(heard) {
    const words = [heard.meanwhile, heard.speech].filter(Boolean).join(" ");
    if (words) said.textContent = words;
    frame.classList.toggle("listening", heard.listening);
    if (heard.document) {
      screen.replaceChildren(draw(heard.document, VIEWPORT, (args) => turn({ touch: args })));
    } else if (heard.card) {
      screen.replaceChildren(card(heard.card));
    } else if (heard.ended) {
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

  return { say(wish) { words.value = wish; return turn({ say: wish }); } };
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
