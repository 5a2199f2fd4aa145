// Tells who is interested what happened, so that modules need not know one another.
//
//   photo.changed  {photo}     a photo's title, favourite … is another now
//   photo.gone     {id}        it is in the trash, or out of it
//   photo.added    {photo}     there is a new one
//   session        {}          somebody signed in or out
//   profile        {profile}   who it is, and which gallery they use, is known or another
//   grid.fewer     {}          a photo left what is shown
//   moved          {path}      another view is shown
//   uploads        {}          an upload is further than it was
//   network        {}          there is a network again

const talk = new EventTarget();

/** Tells everybody. */
export function tell(what, detail = {}) {
  talk.dispatchEvent(new CustomEvent(what, { detail }));
}

/** Calls f(detail) whenever it happens, until signal is aborted. */
export function hear(what, f, signal) {
  talk.addEventListener(what, (event) => f(event.detail), { signal });
}
