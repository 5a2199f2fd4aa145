// Changing what is said of a photo: only what was changed is sent, against the version it
// was changed from. Where somebody else was faster, what they changed elsewhere stays, and
// of what both changed one is chosen.

import { api } from "./api.js";
import { dialog } from "./dialog.js";
import { element } from "./element.js";
import { field, form } from "./form.js";
import { names } from "./names.js";
import { say } from "./status.js";
import { day, hour, list, where } from "./words.js";

const LABELS = { title: "Title", description: "Description", tags: "Tags", people: "People", albums: "Albums", taken: "Taken", place: "Place" };

// None of them must be filled in, which need not be said of each.
const PLAIN = { dir: "auto", "data-optional": "no" };

/** Edits a photo; it gives the photo as it is then, undefined where nothing came of it. */
export async function editPhoto(photo) {
  const { data: base, etag } = await api.whole(at(photo));
  const changed = await dialog({ title: "Edit the photo", wide: true, body: (close) => fields(base, async (change) => {
    if (Object.keys(change).length === 0) { close(); return; }
    close(await save(base, change, etag));
  }) });
  if (changed) say("Saved.");
  return changed;
}

const at = (photo) => `/api/photos/${encodeURIComponent(photo.id)}`;

function fields(base, done) {
  const title = field({ ...PLAIN, name: "title", label: "Title", value: base.title, maxlength: 300, autofocus: true });
  const description = field({ ...PLAIN, name: "description", label: "Description", value: base.description, rows: 3, maxlength: 5000 });
  const people = names({ name: "people", label: "People", add: "Add a person", value: base.people ?? [], kind: "person" });
  const tags = names({ name: "tags", label: "Tags", add: "Add a tag", value: base.tags ?? [], kind: "tag", hint: "Words to find it by, in every channel." });
  const albums = names({ name: "albums", label: "Albums", add: "Add an album", value: base.albums ?? [], kind: "album" });
  const taken = field({ name: "taken", label: "Taken", type: "datetime-local", step: "1", value: clock(base.taken), required: true, hint: "By the clock of the place." });
  const city = field({ ...PLAIN, name: "city", label: "City", value: base.place?.city ?? "", maxlength: 100 });
  const region = field({ ...PLAIN, name: "region", label: "Region", value: base.place?.region ?? "", maxlength: 100 });
  const country = field({ ...PLAIN, name: "country", label: "Country", value: base.place?.country ?? "", maxlength: 100 });
  return form({
    label: "Edit the photo",
    fields: [title, description, people, tags, albums, taken, element("div", { class: "trio" }, city, region, country)],
    submit: "Save",
    done: (values) => done(difference(base, {
      title: values.title.trim(), description: values.description.trim(),
      people: people.all(), tags: tags.all(), albums: albums.all(),
      taken: values.taken === clock(base.taken) ? base.taken : moment(values.taken, base.taken),
      place: { city: city.input.value.trim(), region: region.input.value.trim(), country: country.input.value.trim() },
    })),
  });
}

// The wall clock of a time, as an input takes it, and back with the offset it had.
const clock = (time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(time ?? "")?.[0] ?? "";
const offset = (time) => /(?:Z|[+-]\d\d:\d\d)$/.exec(time ?? "")?.[0] ?? "Z";
const moment = (wall, before) => `${wall.length === 16 ? `${wall}:00` : wall.slice(0, 19)}${offset(before)}`;

// What is different, and nothing else.
function difference(base, mine) {
  return Object.fromEntries(Object.entries(mine).filter(([name, value]) => !same(value, base[name])));
}

function same(a, b) {
  if (Array.isArray(a)) return JSON.stringify(a) === JSON.stringify(b ?? []);
  if (a && typeof a === "object") return Object.keys(a).every((key) => a[key] === (b?.[key] ?? ""));
  return a === (b ?? "");
}

// Sends a change. Where the photo is another meanwhile, what both changed is asked about.
async function save(base, change, etag) {
  for (let mine = change, tag = etag, from = base; ;) {
    try {
      return await api.patch(at(base), mine, { etag: tag });
    } catch (failure) {
      if (failure.status !== 412) throw failure;
    }
    const { data: theirs, etag: fresh } = await api.whole(at(base));
    mine = await agreed(from, mine, theirs);
    if (!mine) return undefined;
    if (Object.keys(mine).length === 0) return theirs;
    [tag, from] = [fresh, theirs];
  }
}

async function agreed(base, mine, theirs) {
  const both = Object.keys(mine).filter((name) => !same(theirs[name], base[name]) && !same(mine[name], theirs[name]));
  if (both.length === 0) return difference(theirs, mine);
  const choice = await dialog({ title: "Somebody changed it, too", wide: true, body: (close) => [
    element("p", {}, "While you were writing, this photo was changed. What shall stay?"),
    element("table", { class: "both" },
      element("tr", {}, element("th", { scope: "col" }, ""), element("th", { scope: "col" }, "Theirs"), element("th", { scope: "col" }, "Yours")),
      both.map((name) => element("tr", {}, element("th", { scope: "row" }, LABELS[name]),
        element("td", { dir: "auto" }, said(name, theirs[name])), element("td", { dir: "auto" }, said(name, mine[name]))))),
    element("p", { class: "ends" },
      element("button", { type: "button", onclick: () => close("theirs") }, "Keep theirs"),
      element("button", { type: "button", class: "primary", autofocus: true, onclick: () => close("mine") }, "Keep mine")),
  ] });
  if (!choice) return undefined;
  const wanted = choice === "mine" ? mine : Object.fromEntries(Object.entries(mine).filter(([name]) => !both.includes(name)));
  return difference(theirs, wanted);
}

function said(name, value) {
  if (Array.isArray(value)) return list(value) || "none";
  if (name === "place") return where(value) || "none";
  if (name === "taken") return `${day(value)}, ${hour(value)}`;
  return value || "nothing";
}
