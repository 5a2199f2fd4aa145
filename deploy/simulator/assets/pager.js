// A Pager of an APL document: one page at a time, turned by swiping, by the arrow
// keys and by the commands of whoever shows it.

import { element } from "./element.js";

const SWIPE = 40; // pixels to the side that are meant

export class Pager {
  /** pages are nodes; turned(page) is called whenever another is in front. */
  constructor(pages, { first, wraps, turned }) {
    Object.assign(this, { pages, wraps, turned });
    this.page = Math.min(Math.max(first, 0), Math.max(pages.length - 1, 0));
    this.node = element("div", {
      tabindex: "0", class: "apl-pager", role: "group", "aria-label": "Photos to turn", style: { position: "relative", overflow: "hidden", touchAction: "pan-y" },
      onkeydown: (event) => this.key(event),
      onpointerdown: (event) => { this.from = event.clientX; },
      onpointerup: (event) => this.swiped(event.clientX - (this.from ?? event.clientX)),
    }, ...pages);
    // What is not in front yet is fetched all the same, to be there when it is.
    for (const image of this.node.querySelectorAll("img")) image.loading = "eager";
    this.show();
  }

  show() {
    this.pages.forEach((page, i) => { page.style.display = i === this.page ? "flex" : "none"; });
  }

  /** Turns to a page, or by so many; past an end only where it goes round. */
  turn(by, absolute) {
    let to = absolute ? by : this.page + by;
    if (this.wraps && !absolute) to = (to + this.pages.length) % this.pages.length;
    if (to === this.page || !this.pages[to]) return;
    this.page = to;
    this.show();
    this.turned(to);
  }

  key(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.turn(by, false);
  }

  swiped(far) {
    this.from = undefined;
    if (Math.abs(far) < SWIPE) return;
    this.turn(far < 0 ? 1 : -1, false);
  }
}
