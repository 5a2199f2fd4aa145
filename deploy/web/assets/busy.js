// Shows that something is under way, when it takes so long that one would ask; and that
// there is no network.

import { announce } from "./status.js";

let under = 0;
let soon = 0;
let late = 0;

const bar = document.getElementById("busy");
const offline = document.getElementById("offline");

/** Something is asked for; call what it gives when the answer is there. */
export function waiting() {
  if (under++ === 0) {
    soon = setTimeout(() => { bar.hidden = false; }, 350);
    late = setTimeout(() => announce("Still loading. The connection is slow."), 8000);
  }
  let over = false;
  return () => {
    if (over) return;
    over = true;
    if (--under > 0) return;
    clearTimeout(soon);
    clearTimeout(late);
    bar.hidden = true;
  };
}

/** Shows whether there is a network; call it once. */
export function watchNetwork() {
  const show = () => { offline.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
