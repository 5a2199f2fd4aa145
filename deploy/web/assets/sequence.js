// The photos one is looking through, so that the photo view knows what comes next. Grids
// tell what they show; whoever comes by a link has no sequence.

let photos = [];
let more = null;
let last = "";

export const sequence = {
  /** What is looked through: a list that grows, and a function that has it grow. */
  of(list, load) { photos = list; more = load; },

  /** The photos beside one: {before, after}, undefined at an end or where it is unknown. */
  async beside(id) {
    const at = photos.findIndex((p) => p.id === id);
    if (at < 0) return {};
    if (at >= photos.length - 3 && more) {
      const growing = Promise.resolve(more()).catch(() => null);
      if (at === photos.length - 1) await growing;
    }
    return { before: photos[at - 1], after: photos[at + 1] };
  },

  /** Tells which one is looked at. */
  at(id) { last = id; },

  /** The one that was looked at last. */
  get last() { return last; },

  /** What is known of a photo already; undefined where it is not of the sequence. */
  find(id) { return photos.find((p) => p.id === id); },
};
