// What went wrong, as one kind sentence with a way on.

/** An error whose message may be shown to a person. */
export class Problem extends Error {
  /** status 0: no answer came. code is the API's own word for it. */
  constructor(message, { status = 0, code = "", wait = 0, detail = {} } = {}) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.wait = wait; // seconds to wait before trying again, where the server says so
    this.detail = detail; // all that the server said
  }
}

const SENTENCES = {
  400: "That couldn't be read. Please check what you entered.",
  401: "You are not signed in any more. Please sign in again.",
  403: "This isn't yours to do. Ask an owner of the gallery.",
  404: "That isn't there, or not any more.",
  408: "That took too long. Please try again.",
  409: "Something changed meanwhile. Please look again, then try once more.",
  410: "That is over. Please ask for a new one.",
  412: "Somebody changed this meanwhile. Please look at it again, then try once more.",
  413: "That is too large. Please try something smaller.",
  415: "That kind of file isn't a photograph Shoebox knows.",
  429: "That was a little too often. Please wait a moment, then try again.",
  502: "The gallery didn't answer. Please try again in a moment.",
  503: "The gallery is slow to answer. Please try again in a moment.",
  504: "The gallery is slow to answer. Please try again in a moment.",
};

/** The problem an answer tells of. */
export async function problemOf(response) {
  const json = /\bjson\b/.test(response.headers.get("Content-Type") ?? "");
  const detail = json ? await response.json().catch(() => ({})) : {};
  const said = typeof detail.detail === "string" && detail.detail !== "" ? detail.detail : undefined;
  const words = said ?? SENTENCES[response.status] ?? "Something went wrong here. Please try again.";
  return new Problem(words, {
    status: response.status, code: detail.code ?? "", wait: Number(response.headers.get("Retry-After")) || 0, detail,
  });
}

/** The problem of no answer at all. */
export function unreachable() {
  return navigator.onLine
    ? new Problem("Shoebox can't be reached at the moment. Please try again.", { code: "unreachable" })
    : new Problem("You are offline. This goes on as soon as you are back.", { code: "offline" });
}

/** The sentence for anything that was thrown. */
export function sentence(error) {
  return error instanceof Problem ? error.message : "Something went wrong here. Please try again.";
}

/** Whether something only ended because nobody waits for it any more. */
export function given(error) {
  return error?.name === "AbortError";
}
