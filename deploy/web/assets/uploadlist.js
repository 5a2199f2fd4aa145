// The list of photos on their way into the gallery, which outlives views. Each is
//
//   {name, size, sent, state, reason, gallery, file, id, were, photo, there, back, similar}
//
// where file is undefined of those that were announced before this page was loaded, id is
// the gallery's name for it, were are those it had before its file was added again, and
// state is
//
//   waiting, reading, sending  the file is on its way
//   paused                     there is no network, or nobody is signed in; it goes on by itself
//   missing                    it was announced, and its file has not arrived: it is chosen again
//   received, processing       the file is there, and becomes a photo by itself
//   ready                      photo is there;  there: the gallery had it already;  back: it was in the trash;
//                              similar: one that looks alike
//   failed                     it may be tried again;  refused: it can't be

import { tell } from "./news.js";

export const list = [];

/** Whether the page must stay open for it. */
export const unsent = (upload) => ["waiting", "reading", "sending", "paused"].includes(upload.state);

/** Whether its file is there, and nothing has become of it yet. */
export const coming = (upload) => ["received", "processing"].includes(upload.state);

/** Whether anything is done for it. */
export const under = (upload) => unsent(upload) || coming(upload);

/** Whether nothing more becomes of it. */
export const over = (upload) => ["ready", "refused"].includes(upload.state);

let due = 0;

/** Tells who shows the list that it is another; once a frame, however often it is called. */
export function changed() {
  due ||= requestAnimationFrame(() => { due = 0; tell("uploads"); });
}

/** Notes how far an upload is. */
export function become(upload, state, more = {}) {
  Object.assign(upload, { state, ...more });
  changed();
}

/** Takes one off the list. */
export function drop(upload) {
  const at = list.indexOf(upload);
  if (at >= 0) list.splice(at, 1);
  changed();
}
