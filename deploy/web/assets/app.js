// Puts the app together: which address shows which view, and what is in the navigation.
//
// It is written as ES modules and served as one file: the server joins them when it
// starts (join.go says how, and what a module may look like). A view is a function in a
// module of its own:
//
//   export async function albums(context) {     // context.params, .query, .signal
//     const page = await api.get("/api/albums", { signal: context.signal });
//     context.title("Albums");                  // the window's name
//     return element("section", {}, element("h1", {}, "Albums"), …);
//   }
//
// with a route line here. A Problem it throws is shown as its sentence with a way on. The
// parts to build of: element.js (elements; never markup), api.js (requests; 401, offline
// and slow are taken care of), form.js (fields with errors), dialog.js, status.js (say and
// announce), grid.js (photos with endless scroll), choosing.js (several of them),
// actions.js (buttons of the photo view), nav.js (entries of the navigation and the menu),
// profile.js (who, which gallery, which role), news.js (what changed), words.js, icons.js.
// Every *.css beside is part of the one stylesheet, base.css first.

import { album } from "./album.js";
import { albums } from "./albums.js";
import { confirmEmail } from "./confirm.js";
import { connect } from "./connect.js";
import { offerDeeds } from "./deeds.js";
import { forgot, reset } from "./forgot.js";
import { galleries } from "./galleries.js";
import { gallery } from "./gallery.js";
import { invitation } from "./invitation.js";
import { members } from "./members.js";
import { header, offerLink } from "./nav.js";
import { nothingHere } from "./nothing.js";
import { photo } from "./photo.js";
import { otherwise, route, start } from "./router.js";
import { search } from "./search.js";
import { session } from "./session.js";
import { settings } from "./settings.js";
import { shared } from "./shared.js";
import { shares } from "./shares.js";
import { signIn, signUp, watchSession } from "./signin.js";
import { trash } from "./trash.js";
import { upload, watchDrops } from "./upload.js";
import { watchUploads } from "./uploads.js";
import { watchNetwork } from "./busy.js";

route("/", gallery, { title: "Photos" });
route("/photos/:id", photo, { title: "Photo" });
route("/search", search, { title: "Search" });
route("/signin", signIn, { title: "Sign in", open: true });
route("/signup", signUp, { title: "Sign up", open: true });
route("/confirm", confirmEmail, { title: "Confirm your address", open: true });
route("/forgot", forgot, { title: "Forgotten password", open: true });
route("/reset", reset, { title: "A new password", open: true });
route("/albums", albums, { title: "Albums" });
route("/albums/:name", album, { title: "Album" });
route("/upload", upload, { title: "Add photos" });
route("/trash", trash, { title: "Trash" });
route("/shares", shares, { title: "Shared links" });
route("/galleries", galleries, { title: "Your galleries" });
route("/galleries/:id", members, { title: "Gallery" });
route("/settings", settings, { title: "Settings" });
route("/shared/:token", shared, { title: "Shared with you", open: true });
route("/invitations/:code", invitation, { title: "Invitation", open: true });
route("/connect/:code", connect, { title: "Connect Slack", open: true });
otherwise(nothingHere, { title: "Nothing here", open: true });

offerLink({ href: "/", label: "Photos", icon: "photos" });

offerDeeds();

header();
watchUploads();
watchDrops();
watchNetwork();
watchSession();
if (session.likely) session.start().catch(() => {}); // a view that needs it says what is the matter
await start();
