// What can be done with a photo, and where else one can go: the buttons of the photo view,
// the places of the bar, and the entries of the account's menu.

import { offerAction } from "./actions.js";
import { chooseAlbums } from "./albums.js";
import { api } from "./api.js";
import { editPhoto } from "./edit.js";
import { offerEntry, offerLink } from "./nav.js";
import { mayEdit } from "./profile.js";
import { session } from "./session.js";
import { share } from "./shares.js";
import { destroy, restore, throwAway } from "./trash.js";

const live = (photo) => mayEdit() && photo.state !== "trashed";
const trashed = (photo) => mayEdit() && photo.state === "trashed";

/** Offers all of them; call it once, before the header is made. */
export function offerDeeds() {
  offerAction({ icon: "heart", label: () => "Favourite", when: live, pressed: (photo) => photo.favourite, run: async (photo, view) => {
    // Whatever else changed meanwhile, a heart is a heart.
    view.show(await api.patch(`/api/photos/${encodeURIComponent(photo.id)}`, { favourite: !photo.favourite }, { etag: "*" }));
  } });
  offerAction({ icon: "edit", label: () => "Edit", when: live, run: then(editPhoto) });
  offerAction({ icon: "album", label: () => "Albums", when: live, run: then(chooseAlbums) });
  offerAction({ icon: "share", label: () => "Share", when: live, run: (photo) => share({ photo: photo.id }, photo.title ? `“${photo.title}”` : "this photo") });
  offerAction({ icon: "trash", label: () => "Throw away", when: live, run: throwAway });
  offerAction({ icon: "restore", label: () => "Restore", when: trashed, run: async (photo, view) => view.show(await restore(photo)) });
  offerAction({ icon: "trash", label: () => "Delete for good", when: trashed, run: async (photo, view) => { if (await destroy(photo)) await view.leave(); } });

  offerLink({ href: "/albums", label: "Albums", icon: "album" });
  offerLink({ href: "/upload", label: "Add", icon: "plus", when: mayEdit });

  offerEntry({ label: "Galleries and members", href: "/galleries" });
  offerEntry({ label: "Shared links", href: "/shares", when: mayEdit });
  offerEntry({ label: "Trash", href: "/trash", when: mayEdit });
  offerEntry({ label: "Settings", href: "/settings", when: () => !session.demo });
}

// Shows what a change gave, if it gave something.
const then = (change) => async (photo, view) => {
  const changed = await change(photo);
  if (changed) view.show(changed);
};
