// Puts numbers, lists and times into words.

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeZone: "UTC" });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone: "UTC" });

/** count(3, "photo") is "3 photos"; count(1, "person", "people"). */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

/** list(["Anna", "Ben", "Clara"]) is "Anna, Ben and Clara". */
export function list(all) {
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** The day of a time as the API writes it, by the calendar of its own offset. */
export function day(time) {
  const at = wall(time);
  return at ? WHEN.format(at) : "";
}

/** The hour of it, by its own clock. */
export function hour(time) {
  const at = wall(time);
  return at ? CLOCK.format(at) : "";
}

/** The time of day here, of milliseconds since 1970, as the whole minute that is not before it. */
export function clock(ms) {
  const MINUTE = 60_000;
  return new Date(Math.ceil(ms / MINUTE) * MINUTE).toLocaleTimeString(undefined, { timeStyle: "short" });
}

// A photo's day is that of where it was taken, not of where it is looked at.
function wall(time) {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(time ?? "");
  return found ? new Date(`${found[1]}T${found[2]}:00Z`) : null;
}

/** A place in one line: the narrowest name first. */
export function where(place) {
  const names = [place?.city, place?.region, place?.country].filter(Boolean);
  return [...new Set(names)].join(", ");
}

/** bytes(2_400_000) is "2.4 MB". */
export function bytes(n) {
  const [unit, name] = n < 1e6 ? [1e3, "KB"] : n < 1e9 ? [1e6, "MB"] : n < 1e12 ? [1e9, "GB"] : [1e12, "TB"];
  const many = n / unit;
  return `${unit === 1e3 ? Math.max(n > 0 ? 1 : 0, Math.round(many)) : many.toLocaleString(undefined, { maximumFractionDigits: many < 10 ? 1 : 0 })} ${name}`;
}
