package slacksim

import (
	"context"
	"slices"

	"shoebox/bots/slackbot/slacktest"
)

// View is a modal or the home tab as the person sees it.
type View = slacktest.View

// Visit opens the app's home tab.
func (w *Workspace) Visit(ctx context.Context) (Turn, error) {
	return w.happen(ctx, w.OpenHome(w.me, "home"))
}

// Tab gives the home tab; false before the app has published one.
func (w *Workspace) Tab() (View, bool) { return w.Home(w.me) }

// Modals gives the open modals, the one on top last.
func (w *Workspace) Modals() []View { return w.Stack(w.me) }

// Seen gives the view of an id; false where the person does not see it any more.
func (w *Workspace) Seen(id string) (View, bool) {
	all := w.Modals()
	if tab, ok := w.Tab(); ok {
		all = append(all, tab)
	}
	if i := slices.IndexFunc(all, func(v View) bool { return v.ID == id }); i >= 0 {
		return all[i], true
	}
	return View{}, false
}

// Do does something with an element of a view; see [slacktest.Slack.PressIn].
func (w *Workspace) Do(ctx context.Context, v View, actionID string, chosen map[string]any) (Turn, error) {
	return w.PressIn(ctx, w.me, v, actionID, chosen)
}

// Submit submits the modal on top with what was filled in.
func (w *Workspace) Submit(ctx context.Context, values slacktest.Values) (Turn, error) {
	return w.Slack.Submit(ctx, w.me, values)
}

// Close closes the modal on top.
func (w *Workspace) Close(ctx context.Context) (Turn, error) { return w.Dismiss(ctx, w.me, false) }

// Choose types into a menu whose options the app knows.
func (w *Workspace) Choose(ctx context.Context, v View, actionID, typed string) (Turn, error) {
	return w.Suggest(ctx, w.me, v, actionID, typed)
}

// Shortcut takes a shortcut from Slack's menus.
func (w *Workspace) Shortcut(ctx context.Context, callbackID string) (Turn, error) {
	return w.Slack.Shortcut(ctx, w.me, callbackID)
}
