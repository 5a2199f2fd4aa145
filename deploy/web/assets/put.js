// Puts a file where an upload was told to go. fetch can't tell how far a request is, so
// this is an XMLHttpRequest.

import { Problem, unreachable } from "./problem.js";

const STALL = 45_000; // ms without a byte going out until the connection counts as lost

// What the browser sets by itself, and refuses to have set.
const OWN = new Set(["content-length", "host"]);

/**
 * Puts file by {method, url, headers}; progress(bytes) is called as it goes. It throws a
 * Problem whose status is what the bucket answered, 0 where it didn't.
 */
export function put({ method = "PUT", url, headers = {} }, file, { progress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let patience = 0;
    const stalled = () => request.abort();
    const hurry = () => { clearTimeout(patience); patience = setTimeout(stalled, STALL); };
    const fail = (problem) => { clearTimeout(patience); reject(problem); };
    const given = () => request.abort();
    request.upload.addEventListener("progress", (event) => { hurry(); progress(event.loaded); });
    request.addEventListener("load", () => {
      clearTimeout(patience);
      if (request.status >= 200 && request.status < 300) resolve();
      else fail(new Problem("The file didn't arrive whole.", { status: request.status, code: "put" }));
    });
    request.addEventListener("error", () => fail(unreachable()));
    request.addEventListener("abort", () => fail(signal.aborted ? signal.reason : unreachable()));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", given));
    signal.addEventListener("abort", given);
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) {
      if (!OWN.has(name.toLowerCase())) request.setRequestHeader(name, Array.isArray(value) ? value[0] : value);
    }
    hurry();
    request.send(file);
  });
}
