// What can be done with a photo. The photo view shows these as buttons, in the order they
// were offered; it knows none of them itself.

const offered = [];

/**
 * offerAction({
 *   icon: "edit", label: (photo) => "Edit", when: (photo) => mayEdit(),
 *   pressed: (photo) => undefined or a boolean,      // of a button that is on or off
 *   run: async (photo, view) => …,                   // view.show(photo) shows a change,
 * })                                                 // view.leave() goes on to the next
 */
export function offerAction(action) { offered.push(action); }

/** The actions for a photo, as who is signed in may do them. */
export function actionsFor(photo) { return offered.filter((a) => !a.when || a.when(photo)); }
