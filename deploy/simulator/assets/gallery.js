// The gallery as a grid, with a search box that understands the same words.

import { ask, element } from "./element.js";

export function gallery() {
  const grid = document.getElementById("gallery-grid");
  const count = document.getElementById("gallery-count");
  const more = document.getElementById("gallery-more");
  const empty = document.getElementById("gallery-empty");
  const reading = document.getElementById("gallery-reading");
  const form = document.getElementById("gallery-form");
  const words = document.getElementById("gallery-words");
  let wish = "";
  let next = "";
  let asked = 0;

  async function load(fresh) {
    const mine = ++asked;
    more.disabled = true;
    try {
      const page = await ask(`photos.json?${new URLSearchParams({ words: wish, cursor: fresh ? "" : next })}`);
      if (mine !== asked) return; // a newer question was asked meanwhile
      if (fresh) grid.replaceChildren();
      const first = grid.children.length;
      grid.append(...page.photos.map(tile));
      if (!fresh) grid.children[first]?.querySelector("button").focus();
      next = page.next;
      more.hidden = !next;
      const photos = `${page.total.toLocaleString()} ${page.total === 1 ? "photo" : "photos"}`;
      const answered = page.choices || page.topics;
      count.textContent = answered ? "" : page.exact ? photos : `more than ${photos}`;
      if (fresh) reading.replaceChildren(...understood(page));
      empty.hidden = page.photos.length > 0 || !fresh || Boolean(answered && !page.nothing);
      empty.textContent = page.nothing || (wish ? `No photos for “${wish}”. Try fewer words, or another season.` : "No photos yet. `go run ./deploy/shoebox import FOLDER` brings some in.");
    } catch (failure) {
      if (fresh) reading.replaceChildren();
      empty.hidden = false;
      empty.textContent = failure.message;
    } finally {
      more.disabled = false;
    }
  }

  /** How the words were taken: what is told, what is asked, what there is to read. */
  function understood({ notes = [], choices = [], topics = [] }) {
    const search = (wish) => () => { words.value = wish; form.requestSubmit(); };
    return [
      ...notes.map((note) => element("p", {}, note)),
      choices.length > 0 && element("div", { class: "tries", role: "group", "aria-label": "Choices" },
        ...choices.map((choice) => element("button", { type: "button", onclick: search(choice.words) }, choice.label))),
      topics.length > 0 && element("ul", { class: "topics" }, ...topics.map((topic) => element("li", {},
        element("button", { type: "button", onclick: search(topic.example) }, element("code", {}, topic.example)), element("span", {}, topic.help)))),
    ].filter(Boolean);
  }

  function tile(photo) {
    const line = [photo.day, photo.place].filter(Boolean).join(" · ");
    return element("li", {}, element("button", { type: "button", "aria-label": `${photo.title}, ${line}. Show it large.`, onclick: () => view(photo, line) },
      element("img", { src: photo.medium, alt: photo.alt, loading: "lazy", decoding: "async", width: 720, height: 480 }),
      element("span", { "aria-hidden": "true" }, photo.title, element("small", {}, line))));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wish = words.value.trim();
    load(true);
  });
  words.addEventListener("search", () => { // the box's own "clear"
    if (words.value === "" && wish !== "") { wish = ""; load(true); }
  });
  more.addEventListener("click", () => load(false));
  load(true);
}

function view(photo, line) {
  const viewer = document.getElementById("viewer");
  const image = document.getElementById("viewer-image");
  image.src = photo.large;
  image.alt = photo.alt;
  document.getElementById("viewer-title").textContent = photo.title;
  document.getElementById("viewer-line").textContent = [line, photo.people?.length ? `with ${photo.people.join(" and ")}` : ""].filter(Boolean).join(" · ");
  viewer.showModal();
}

document.getElementById("viewer").addEventListener("click", (event) => {
  if (event.target === event.currentTarget) event.currentTarget.close();
});
