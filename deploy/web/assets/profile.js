// Who is signed in, and which gallery they use: asked once, and known until it changes.

import { api } from "./api.js";
import { hear, tell } from "./news.js";
import { session } from "./session.js";

let asked = null;
let known = null;

hear("session", () => { asked = null; known = null; });

/**
 * The person: {id, name, email, zone, locale, gallery, galleries: [{id, name, role, …}],
 * links: […]} as GET /api/me gives it. fresh asks again.
 */
export function profile({ fresh = false } = {}) {
  if (fresh || !asked) {
    asked = api.get("/api/me").then((me) => { known = me; tell("profile", { profile: me }); return me; });
    asked.catch(() => { asked = null; });
  }
  return asked;
}

/** What is known of the gallery in use; null until the profile is there. */
export function current() {
  return known?.galleries?.find((g) => g.id === known.gallery) ?? null;
}

/** Whether the person may add and change photos; false until it is known. */
export function mayEdit() { return ["owner", "editor"].includes(current()?.role) && session.open; }
