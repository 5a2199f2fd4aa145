// Asks the API. Each call gives the answer's JSON or throws a Problem whose message can be
// shown; an expired access token is renewed once, out of sight.

import { waiting } from "./busy.js";
import { tell } from "./news.js";
import { Problem, problemOf, unreachable } from "./problem.js";
import { session } from "./session.js";

const PATIENCE = 30_000; // ms until an answer is no longer waited for

/** A name for one wish, under which it may be sent again without being done twice. */
export function once() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

export const api = {
  /** api.get("/api/photos", {query: {limit: 48}, signal}) */
  get: (path, options) => call("GET", path, options),
  /** api.post("/api/albums", {name}, {key: once()}) */
  post: (path, body, options) => call("POST", path, { ...options, body: body ?? {} }),
  /** api.patch(path, change, {etag}) fails with 412 where somebody was faster. */
  patch: (path, body, options) => call("PATCH", path, { ...options, body }),
  remove: (path, options) => call("DELETE", path, options),
  /** As get, with what is told beside the answer: {data, etag, status}. */
  whole: (path, options) => ask("GET", path, options),
};

async function call(method, path, options) {
  return (await ask(method, path, options)).data;
}

/**
 * query: parameters, those that are "" or undefined left out. body: sent as JSON.
 * key: the Idempotency-Key. etag: for If-Match. open: needs no session. signal: gives up.
 * quiet: nobody waits for it.
 */
async function ask(method, path, options = {}) {
  const done = options.quiet ? () => {} : waiting();
  try {
    let response = await send(method, path, options);
    if (response.status === 401 && !options.open && session.open) {
      if (await session.refresh()) {
        response = await send(method, path, options);
      } else {
        tell("session", { expired: true });
      }
    }
    if (!response.ok) throw await problemOf(response);
    const data = response.status === 204 ? null : await response.json();
    return { data, etag: response.headers.get("ETag") ?? "", status: response.status };
  } finally {
    done();
  }
}

// What may be sent again without doing anything twice is, once.
async function send(method, path, options) {
  const again = method === "GET" || options.key !== undefined;
  for (let tries = again ? 2 : 1; ; tries--) {
    const response = await attempt(method, path, options).catch((failure) => {
      if (tries <= 1 || failure.code !== "unreachable") throw failure;
    });
    if (response && (tries <= 1 || ![502, 503, 504].includes(response.status))) return response;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

async function attempt(method, path, { query, body, key, etag, open, signal }) {
  const headers = { Accept: "application/json" };
  if (!open && session.token) headers.Authorization = `Bearer ${session.token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key !== undefined) headers["Idempotency-Key"] = key;
  if (etag) headers["If-Match"] = etag;
  const late = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(address(path, query), {
      method, headers, credentials: "same-origin", body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    if (late.aborted) throw new Problem("That is taking too long. Please try again.", { code: "slow" });
    throw unreachable();
  }
}

function address(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
