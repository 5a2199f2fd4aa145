// Who is signed in. The access token stays in this module's memory alone, where no other
// tab, no extension's storage and no later visitor of the machine finds it; it is gone
// with the page. What brings it back is a cookie no script can read, sent to /api/session
// of this site only, and never by another site's page (HttpOnly, SameSite=Strict). So a
// forged request from elsewhere has neither.

import { config } from "./config.js";
import { tell } from "./news.js";
import { Problem, problemOf, unreachable } from "./problem.js";

let access = "";
let demo = false;
let refreshing = null;

// Only whether there may be a session: it saves a newcomer a request that must fail.
const MARK = "shoebox.session";

const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("shoebox.session") : null;
tabs?.addEventListener("message", (event) => {
  if (event.data === "out" && !demo) left();
});

export const session = {
  /** Whether requests have a token to show. */
  get open() { return access !== ""; },
  /** Whether it is the sample album's, which has no account of the visitor's. */
  get demo() { return demo; },
  /** The access token; "" is none. For api.js alone. */
  get token() { return access; },

  /** Whether there was one when this browser was here last. */
  get likely() { return marked(); },

  /**
   * Takes up the session there is, else the sample's where there is one. Where it is open
   * already there is nothing to do.
   */
  async start() {
    if (!access && marked() && await this.refresh()) tell("session");
    if (!access && config.demo) {
      await this.sample().catch((failure) => {
        if (failure.status !== 404) throw failure; // under its public name there is none
      });
    }
  },

  /** Signs in. */
  async enter(email, password) {
    admit(await post("/api/login", { email, password }), false);
    tell("session");
  },

  /** Looks at the sample album. */
  async sample() {
    admit(await post("/api/session/demo"), true);
    tell("session");
  },

  /**
   * Gets a new access token, once however many ask for one; false where the session is
   * over. Other tabs wait their turn, since a refresh token may be good once.
   */
  refresh() {
    refreshing ??= alone(async () => {
      try {
        admit(await post(demo ? "/api/session/demo" : "/api/session/refresh"), demo);
        return true;
      } catch (failure) {
        if (failure instanceof Problem && failure.status === 401) {
          forget();
          return false;
        }
        throw failure;
      }
    }).finally(() => { refreshing = null; });
    return refreshing;
  },

  /** Signs out, here or everywhere. Here it is over whatever the server says. */
  async leave({ everywhere = false } = {}) {
    const token = access;
    const sample = demo;
    forget();
    tabs?.postMessage("out");
    tell("session", { left: true });
    if (!sample) await post("/api/session/end", { everywhere }, token);
  },
};

function admit(answer, sample) {
  access = answer.access;
  demo = sample;
  if (!sample) mark(true);
}

function forget() {
  access = "";
  demo = false;
  mark(false);
}

function left() {
  forget();
  tell("session", { left: true });
}

const alone = (f) => (navigator.locks ? navigator.locks.request("shoebox.session", f) : f());

async function post(path, body = {}, token = "") {
  let response;
  try {
    response = await fetch(path, {
      method: "POST", credentials: "same-origin", cache: "no-store",
      headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? {} : response.json();
}

// A browser may forbid storage; then a newcomer costs a request.
function marked() {
  try { return localStorage.getItem(MARK) !== null; } catch { return true; }
}

function mark(on) {
  try { if (on) localStorage.setItem(MARK, "1"); else localStorage.removeItem(MARK); } catch { /* nothing is lost */ }
}
