// Brings one file into the gallery's bucket: it is read, announced and put. What fails for
// a while is tried again by itself, from the step that failed; what waits for a network or
// for somebody to sign in goes on when they are there.

import { api, once } from "./api.js";
import { sha256 } from "./digest.js";
import { typeOf } from "./kinds.js";
import { hear } from "./news.js";
import { Problem, given } from "./problem.js";
import { profile } from "./profile.js";
import { put } from "./put.js";
import { session } from "./session.js";
import { become } from "./uploadlist.js";
import { clock } from "./words.js";

const TRIES = 6; // of a step that fails while there is a network

/** Brings an upload's file; it gives what the gallery says of it then, as GET /api/uploads does. */
export async function bring(upload) {
  become(upload, "reading");
  upload.sum ??= await sha256(upload.file, upload.ends.signal).catch(unreadable);
  return patiently(upload, () => steps(upload));
}

/** Gives up what was announced. */
export function withdraw(upload) {
  if (upload.id) api.remove(`/api/uploads/${encodeURIComponent(upload.id)}`, { query: { gallery: upload.gallery } }).catch(() => {}); // it ends by itself, too
}

// A file that has been moved or changed since it was chosen.
function unreadable(failure) {
  if (given(failure)) throw failure;
  throw new Problem("This file can't be read any more. Please choose it again.");
}

// What is left to do. Each step is known to be done by what it left.
async function steps(upload) {
  const told = upload.told ? await renew(upload) : await announce(upload);
  if (told.state !== "waiting") return told; // it is there, or has arrived before
  await send(upload);
  return { ...told, state: "received" };
}

const where = (upload) => ({ query: { gallery: upload.gallery }, signal: upload.ends.signal });

// Says what is to come. The gallery may have it already.
async function announce(upload) {
  upload.key ??= once();
  const { file, sum, key } = upload;
  const told = await api.post("/api/uploads", { name: file.name.slice(0, 200) || "photo", size: file.size, type: typeOf(file), sha256: sum, modified: new Date(file.lastModified).toISOString() }, { key, ...where(upload) });
  Object.assign(upload, { told, id: told.id ?? "", tries: 0 });
  return told;
}

// Gets another way to put the file, where the one there was is over.
async function renew(upload) {
  if (Date.parse(upload.told.put?.expires) > Date.now() + 30_000) return upload.told;
  try {
    upload.told = await api.get(`/api/uploads/${encodeURIComponent(upload.id)}`, where(upload));
    return upload.told;
  } catch (failure) {
    if (failure.status !== 404) throw failure;
    Object.assign(upload, { told: null, key: undefined }); // it was announced too long ago
    return announce(upload);
  }
}

async function send(upload) {
  become(upload, "sending", { sent: 0 });
  try {
    await put(upload.told.put, upload.file, { signal: upload.ends.signal, progress: (bytes) => become(upload, "sending", { sent: Math.min(bytes, upload.size) }) });
  } catch (failure) {
    if ([409, 412].includes(failure.status)) return; // it arrived before, and only the answer was lost
    if (failure.status >= 400 && failure.status < 500) upload.told.put = null; // this way is over
    throw failure;
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
    await profile().catch(() => null); // whoever hears that it is somebody else gives this up
  } else if (!navigator.onLine) {
    become(upload, "paused", { reason: "You are offline. This goes on when you are back.", sent: 0 });
    await until("network", () => navigator.onLine, signal);
  } else if (failure.status === 409 && failure.code === "conflict") {
    become(upload, "paused", { reason: "Many photos are on their way. This one waits its turn.", sent: 0 });
    await pause(5000, signal);
  } else if (failure.status === 429 && failure.wait > 0) {
    become(upload, "paused", { reason: `So many at once: this goes on by itself at ${clock(Date.now() + failure.wait * 1000)}.`, sent: 0 });
    await pause(failure.wait * 1000, signal);
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
