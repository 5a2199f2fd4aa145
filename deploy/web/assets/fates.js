// What becomes of files that arrived: one request asks for all of them, at pauses that
// grow while nothing happens, and only while something is under way and the page is looked
// at. What was announced before the page was loaded is learned in the same way.

import { api } from "./api.js";
import { hear, tell } from "./news.js";
import { session } from "./session.js";
import { become, changed, coming, drop, list, over, unsent } from "./uploadlist.js";

const SOON = 400; // ms, while a few are under way
const OFTEN = 1500; // while many are
const FEW = 10;
const SELDOM = 20_000; // where nothing happens

let timer = 0;
let pause = SOON;
let asking = false;

// What was taken off the list, here or before a reload, by its ids. A gallery's list has
// two hundred.
const CLEARED = "shoebox.cleared";
const MOST_CLEARED = 1000;
let cleared = new Set();
try { cleared = new Set(JSON.parse(localStorage.getItem(CLEARED) ?? "[]")); } catch { /* it is shown again */ }

/** Looks soon what became of what arrived. */
export function follow() {
  pause = Math.min(pause, list.filter(coming).length > FEW ? OFTEN : SOON);
  plan();
}

function plan() {
  clearTimeout(timer);
  if (asking || !list.some(coming) || document.visibilityState !== "visible" || !session.open) return;
  timer = setTimeout(look, pause);
}

async function look() {
  asking = true;
  const before = list.filter(coming).map(({ state }) => state).join();
  try {
    for (const gallery of new Set(list.filter(coming).map((u) => u.gallery))) await ask(gallery);
  } catch { /* it is asked again */ }
  asking = false;
  pause = Math.min(1.6 * pause, SELDOM);
  if (list.filter(coming).map(({ state }) => state).join() === before) plan();
  else follow();
}

async function ask(gallery) {
  const { uploads } = await api.get("/api/uploads", { query: { gallery }, quiet: true });
  const told = new Map(uploads.map((one) => [one.id, one]));
  for (const upload of list.filter((u) => coming(u) && u.gallery === gallery)) {
    const one = told.get(upload.id);
    settle(upload, one && (one.photo || one.state !== "ready") ? one : await alone(upload));
  }
  return uploads;
}

// One that so many came after that the list does not reach it, or whose photo is so new
// that the list does not know it.
async function alone(upload) {
  try {
    return await api.get(`/api/uploads/${encodeURIComponent(upload.id)}`, { query: { gallery: upload.gallery }, quiet: true });
  } catch (failure) {
    if (failure.status !== 404) throw failure;
    return { state: "refused", reason: "It isn't known any more what became of this. Please choose it again." };
  }
}

/** Notes what the gallery says of an upload. */
export function settle(upload, told) {
  if (told.state === "waiting" || (upload.state === told.state && upload.reason === (told.reason ?? ""))) return;
  // Of a file that is added twice from this list, the photo is the one that it made.
  const there = upload.twin === true || (told.there === true && told.photo?.id !== upload.made);
  if (told.state === "ready" && !there) upload.made = told.photo?.id;
  become(upload, told.state, { ...fate(told), there, sent: upload.size, told: null });
  if (told.state === "ready" && (!there || told.back)) added();
}

// What is shown of what the gallery says.
const fate = (told) => ({ reason: told.reason ?? "", photo: told.photo ?? null, similar: told.similar ?? null, there: told.there === true, back: told.back === true });

/** Puts on the list what was announced before this page was loaded, of the last day. */
export async function restore(gallery) {
  for (const one of [...list]) if (!one.file && one.gallery !== gallery) drop(one);
  const uploads = await ask(gallery);
  for (const told of uploads) {
    const known = list.find((u) => u.id === told.id);
    if (known) {
      if (!unsent(known)) settle(known, told);
    } else if (!list.some((u) => u.were?.includes(told.id)) && (!over(told) || !cleared.has(told.id))) {
      list.push({
        id: told.id, name: told.name || "A photo", gallery, size: 0, sent: 0, ends: new AbortController(),
        state: told.state === "waiting" ? "missing" : told.state, ...fate(told),
      });
    }
  }
  changed();
  follow();
}

/** Keeps uploads that are over from coming back onto the list. */
export function forget(ids) {
  cleared = new Set([...cleared, ...ids].slice(-MOST_CLEARED));
  try { localStorage.setItem(CLEARED, JSON.stringify([...cleared])); } catch { /* they are shown again */ }
}

// Lets all come back: somebody else may be the next.
function remember() {
  cleared = new Set();
  try { localStorage.removeItem(CLEARED); } catch { /* nothing was kept */ }
}

// Tells of new photos, not of each: whoever shows them asks for them anew.
let telling = 0;
function added() {
  telling ||= setTimeout(() => { telling = 0; tell("photo.added"); }, list.filter(coming).length > FEW ? 4000 : 250);
}

/** Goes on when somebody looks, or is there, again; call it once. */
export function watchFates() {
  document.addEventListener("visibilitychange", follow);
  hear("session", ({ left }) => { if (left) remember(); follow(); });
  hear("network", follow);
}
