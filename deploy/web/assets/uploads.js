// The photos that are on their way into the gallery: taking files in, three at a time,
// and what can be done with them.

import { bring, withdraw } from "./sending.js";
import { follow, forget, restore, settle, watchFates } from "./fates.js";
import { pathOf } from "./folders.js";
import { unfit } from "./kinds.js";
import { hear, tell } from "./news.js";
import { Problem, given, sentence } from "./problem.js";
import { current, profile } from "./profile.js";
import { become, changed, coming, drop, list, over, under, unsent } from "./uploadlist.js";

const AT_ONCE = 3;
const MOST_COMING = 100; // files that arrived and wait, until others are sent; a gallery takes 200

let whose = ""; // the person whose they are
let running = 0;

export const uploads = {
  get all() { return list; },

  /** Whether anything is under way still. */
  get busy() { return list.some(under); },

  /** What of the last haul isn't added; null is nothing, or nothing to speak of any more. */
  left: null,

  /** Takes in the files of a haul, as folders.js gives it. */
  async add(haul) {
    await claim();
    this.left = haul;
    const gallery = current()?.id;
    const here = list.filter((u) => u.gallery === gallery);
    const known = new Map(here.filter((u) => u.file).map((u) => [named(u.file), u]));
    const missing = new Map(here.filter((u) => u.state === "missing").map((u) => [u.name, u]));
    const at = list.findIndex((u) => !u.file);
    const fresh = [];
    for (const file of haul.files) {
      const before = known.get(named(file)) ?? missing.get(file.name);
      if (before && under(before)) continue; // it was dropped twice
      missing.delete(file.name); // another of that name is another
      const upload = taken(before ?? {}, file, gallery);
      known.set(named(file), upload);
      if (!before) fresh.push(upload);
    }
    list.splice(at < 0 ? list.length : at, 0, ...fresh); // those of before come last
    changed();
    work();
  },

  /** Learns what was announced before the page was loaded. */
  async restore() {
    await claim();
    const gallery = current()?.id;
    if (gallery) await restore(gallery);
  },

  /** Tries one that failed again. */
  retry(upload) {
    become(upload, "waiting", { reason: "", ends: new AbortController() });
    work();
  },

  /** Gives one up, or takes it off the list. */
  cancel(upload) {
    upload.ends.abort();
    leave([upload]);
  },

  /** Takes off the list what is over. */
  tidy() {
    leave(list.filter((u) => !under(u)));
    this.pass();
  },

  /** Has it said no longer what wasn't added. */
  pass() {
    this.left = null;
    changed();
  },

  /** Gives up all that is not sent yet. */
  stop() {
    for (const upload of list.filter(unsent)) this.cancel(upload);
  },

  /** Forgets everything, as when somebody else signs in. */
  clear() {
    for (const upload of list.splice(0)) upload.ends.abort();
    this.pass();
  },
};

// Takes uploads off the list for good.
function leave(some) {
  for (const upload of some) {
    if (!over(upload)) withdraw(upload);
    drop(upload);
  }
  forget(some.flatMap((u) => [u.id, ...u.were ?? []]).filter(Boolean));
}

// An upload of a file, from its beginning; one that failed goes on where it was.
function taken(upload, file, gallery) {
  const reason = unfit(file);
  const begun = upload.state === "failed" ? {} : { told: null, key: undefined, id: "", sum: undefined, were: [upload.id, ...upload.were ?? []] };
  return Object.assign(upload, begun, {
    file, gallery, name: file.name, size: file.size, sent: 0, state: reason ? "refused" : "waiting", reason,
    photo: null, similar: null, there: false, back: false, twin: false, ends: new AbortController(),
  });
}

const named = (file) => `${pathOf(file)}/${file.size}/${file.lastModified}`;

// The list is one person's.
async function claim() {
  const me = await profile();
  if (whose && whose !== me.id) uploads.clear();
  whose = me.id;
}

function work() {
  while (running < AT_ONCE && list.filter(coming).length < MOST_COMING) {
    const next = list.find((u) => u.state === "waiting" && !u.begins);
    if (!next) break;
    next.begins = true;
    running++;
    bring(next).then((told) => arrived(next, told)).catch((failure) => {
      if (!given(failure) && !next.ends.signal.aborted) failed(next, failure);
    }).finally(() => {
      next.begins = false;
      running--;
      work();
    });
  }
}

// The file is there, or was before: of what becomes of it one hears.
function arrived(upload, told) {
  const same = told.id ? list.find((u) => u !== upload && u.id === told.id) : undefined;
  if (same?.file) upload.twin = true; // the same picture under another name
  else if (same) drop(same); // announced before the page was loaded
  settle(upload, told);
  follow();
}

// What can't be read as a photo never can. For lack of room it is tried again by hand.
function failed(upload, failure) {
  const final = failure instanceof Problem && [400, 415, 422].includes(failure.status);
  become(upload, final ? "refused" : "failed", { reason: sentence(failure), sent: 0 });
}

/** Sees to it that nothing is lost on the way; call it once. */
export function watchUploads() {
  addEventListener("online", () => tell("network"));
  addEventListener("beforeunload", (event) => { if (list.some(unsent)) event.preventDefault(); });
  hear("uploads", work); // there may be room for the next
  hear("session", ({ left }) => { if (left) uploads.clear(); });
  hear("profile", ({ profile: me }) => { if (whose && me.id !== whose) uploads.clear(); });
  watchFates();
}
