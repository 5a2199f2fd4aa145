// The photos that are on their way into the gallery: a list that outlives views. Each is
// read, announced, put into the bucket and added; three at a time. What fails for a while
// is tried again by itself, from the step that failed; what waits for a network or for
// somebody to sign in goes on when they are there.

import { api, once } from "./api.js";
import { sha256 } from "./digest.js";
import { hear, tell } from "./news.js";
import { Problem, given, sentence } from "./problem.js";
import { current, profile } from "./profile.js";
import { put } from "./put.js";
import { session } from "./session.js";

const AT_ONCE = 3;
const MOST = 64 * 1024 * 1024; // bytes of a file
const TRIES = 6; // of a step that fails while there is a network
const KINDS = { "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WebP" };

/** What a file picker offers. A phone gives what it has as one of these. */
export const ACCEPT = Object.keys(KINDS).join(",");

const all = [];
let whose = ""; // the person whose they are
let running = 0;
let added = 0; // photos nobody was told of yet
let telling = 0;

/**
 * Uploads: {name, size, sent, state, photo, reason} each, where state is
 *
 *   waiting, reading, sending, making   it is under way
 *   paused     there is no network, or nobody is signed in; it goes on by itself
 *   added      photo is there;  known: the gallery had it already
 *   failed     it may be tried again;  refused: it can't be
 */
export const uploads = {
  get all() { return all; },

  /** Whether anything is under way still. */
  get busy() { return all.some((u) => under(u)); },

  /** Takes files in. */
  async add(files) {
    const me = await profile();
    if (whose && whose !== me.id) this.clear();
    whose = me.id;
    const gallery = current()?.id;
    for (const file of files) {
      const same = all.find((u) => u.file.name === file.name && u.file.size === file.size && u.file.lastModified === file.lastModified && u.gallery === gallery);
      if (same && (under(same) || same.photo)) continue; // it was dropped twice
      const upload = { file, gallery, name: file.name, size: file.size, sent: 0, state: "waiting", reason: "", photo: null, ends: new AbortController() };
      const reason = unfit(file);
      if (reason) Object.assign(upload, { state: "refused", reason });
      all.push(upload);
    }
    changed();
    work();
  },

  /** Tries one that failed again. */
  retry(upload) {
    Object.assign(upload, { state: "waiting", reason: "", ends: new AbortController() });
    changed();
    work();
  },

  /** Gives one up, or takes it off the list. */
  cancel(upload) {
    upload.ends.abort();
    if (upload.told && !upload.photo) api.remove(uploaded(upload), { query: { gallery: upload.gallery } }).catch(() => {}); // it ends by itself, too
    const at = all.indexOf(upload);
    if (at >= 0) all.splice(at, 1);
    changed();
  },

  /** Takes off the list what is over. */
  tidy() {
    for (let i = all.length - 1; i >= 0; i--) if (!under(all[i])) all.splice(i, 1);
    changed();
  },

  /** Gives everything up. */
  clear() {
    for (const upload of all.splice(0)) upload.ends.abort();
    changed();
  },
};

const under = (upload) => ["waiting", "reading", "sending", "making", "paused"].includes(upload.state);

function unfit(file) {
  if (file.size === 0) return "This file is empty.";
  if (!KINDS[file.type]) return `This is no photograph Shoebox knows. It takes ${Object.values(KINDS).join(", ").replace(/, (\w+)$/, " and $1")}.`;
  if (file.size > MOST) return "This is over 64 MB. Please save it smaller, then add it again.";
  return "";
}

let due = 0;
function changed() {
  due ||= requestAnimationFrame(() => { due = 0; tell("uploads"); });
}

function become(upload, state, more = {}) {
  Object.assign(upload, { state, ...more });
  changed();
}

function work() {
  while (running < AT_ONCE) {
    const next = all.find((u) => u.state === "waiting" && !u.begun);
    if (!next) break;
    next.begun = true;
    running++;
    bring(next).catch((failure) => {
      if (!given(failure) && !next.ends.signal.aborted) over(next, failure);
    }).finally(() => {
      next.begun = false;
      running--;
      work();
    });
  }
  if (running === 0) spread();
}

function over(upload, failure) {
  const final = failure instanceof Problem && [400, 413, 415, 422].includes(failure.status);
  become(upload, final ? "refused" : "failed", { reason: sentence(failure), sent: 0 });
}

async function bring(upload) {
  become(upload, "reading");
  upload.sum ??= await sha256(upload.file, upload.ends.signal).catch(unreadable);
  const made = await patiently(upload, () => steps(upload));
  become(upload, made.known ? "known" : "added", { photo: made.photo, sent: upload.size });
  added += made.known ? 0 : 1;
  spread();
}

// A file that has been moved or changed since it was chosen.
function unreadable(failure) {
  if (given(failure)) throw failure;
  throw new Problem("This file can't be read any more. Please choose it again.");
}

// What is left to do. Each step is known to be done by what it left.
async function steps(upload) {
  const photo = upload.told ? await renew(upload) : await announce(upload);
  if (photo) return { photo, known: true };
  if (!upload.arrived) await send(upload);
  become(upload, "making", { sent: upload.size });
  return make(upload);
}

const where = (upload) => ({ query: { gallery: upload.gallery }, signal: upload.ends.signal });

// Says what is to come. It gives the photo where the gallery has it already.
async function announce(upload) {
  upload.key ??= once();
  const { file, sum, key } = upload;
  const answer = await api.post("/api/uploads", { name: file.name.slice(0, 200) || "photo", size: file.size, type: file.type, sha256: sum, modified: new Date(file.lastModified).toISOString() }, { key, ...where(upload) });
  if (answer.photo) return answer.photo;
  reached(upload, { told: answer });
  return null;
}

// Gets another way to put the file, where the one there was is over.
async function renew(upload) {
  if (upload.arrived || Date.parse(upload.told.put?.expires) > Date.now() + 30_000) return null;
  try {
    upload.told = await api.get(uploaded(upload), where(upload));
  } catch (failure) {
    if (failure.status !== 404) throw failure;
    anew(upload);
    return announce(upload);
  }
  if (upload.told.reason) throw new Problem(upload.told.reason, { status: 422 });
  return upload.told.photo ?? null;
}

const uploaded = (upload) => `/api/uploads/${encodeURIComponent(upload.told.id)}`;

async function send(upload) {
  become(upload, "sending", { sent: 0 });
  try {
    await put(upload.told.put, upload.file, { signal: upload.ends.signal, progress: (bytes) => become(upload, "sending", { sent: Math.min(bytes, upload.size) }) });
  } catch (failure) {
    if (![409, 412].includes(failure.status)) { // else it arrived before, and only the answer was lost
      if (failure.status >= 400 && failure.status < 500) upload.told.put = null; // it is over
      throw failure;
    }
  }
  reached(upload, { arrived: true });
}

function reached(upload, what) { Object.assign(upload, what, { tries: 0 }); }

function anew(upload) { Object.assign(upload, { told: null, key: undefined, adding: undefined, arrived: false }); }

// Has a photo made of what arrived.
async function make(upload) {
  upload.adding ??= once();
  try {
    return { photo: await api.post("/api/photos", { upload: upload.told.id }, { key: upload.adding, ...where(upload) }), known: false };
  } catch (failure) {
    if (failure.status === 404) anew(upload); // it was announced too long ago
    else if (failure.code === "conflict") upload.arrived = false; // it isn't there after all
    else throw failure;
    throw new Problem(failure.message, { code: "put" });
  }
}

// Works on what is left until nothing is: what fails for a while is done again.
async function patiently(upload, work) {
  const { signal } = upload.ends;
  for (upload.tries = 0; ;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof Problem) || signal.aborted) throw failure;
      await waited(upload, failure);
    }
  }
}

// Waits until it is worth another try, or throws what went wrong.
async function waited(upload, failure) {
  const { signal } = upload.ends;
  if (failure.status === 401 || !session.open) {
    become(upload, "paused", { reason: "Sign in again, and this goes on.", sent: 0 });
    await until("session", () => session.open, signal);
    const me = await profile().catch(() => null);
    if (me && me.id !== whose) uploads.clear(); // somebody else did
  } else if (!navigator.onLine) {
    become(upload, "paused", { reason: "You are offline. This goes on when you are back.", sent: 0 });
    await until("network", () => navigator.onLine, signal);
  } else if (passing(failure) && ++upload.tries < TRIES) {
    become(upload, "paused", { reason: "The connection is bad. Trying again …", sent: 0 });
    await pause(Math.max(failure.wait * 1000, Math.min(1000 * 2 ** upload.tries, 20_000)), signal);
  } else {
    throw failure;
  }
  become(upload, "reading", { reason: "" });
}

const passing = ({ status, code }) => status === 0 || status >= 500 || status === 429 || code === "in_progress" || code === "put";

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}

function until(what, there, signal) {
  return new Promise((resolve, reject) => {
    const ends = new AbortController();
    const look = () => { if (there()) { ends.abort(); resolve(); } };
    hear(what, look, ends.signal);
    signal.addEventListener("abort", () => { ends.abort(); reject(signal.reason); }, { once: true });
    look();
  });
}

// Tells of new photos, not of each: whoever shows them asks for them anew.
function spread() {
  if (added === 0) return;
  clearTimeout(telling);
  telling = setTimeout(() => { added = 0; tell("photo.added"); }, running === 0 ? 0 : 4000);
}

/** Sees to it that nothing is lost on the way; call it once. */
export function watchUploads() {
  addEventListener("online", () => tell("network"));
  addEventListener("beforeunload", (event) => { if (uploads.busy) event.preventDefault(); });
  hear("session", ({ left }) => { if (left) uploads.clear(); });
  hear("profile", ({ profile: me }) => { if (whose && me.id !== whose) uploads.clear(); });
}
