// The views of a Slack app: its home tab, and its modals.

import { element } from "./element.js";
import { blocks } from "./blocks.js";
import { filled } from "./inputs.js";

/** The blocks of a view; turn(wish) tells the app what is done in it. */
export function view(v, { turn, suggest, channel }) {
  const act = ({ action_id, chosen }) => turn({ act: { view: v.id, action_id, chosen } });
  const context = { act, suggest: (action_id, typed) => suggest({ view: v.id, action_id, typed }), channel };
  return blocks(v.body, act, context);
}

/** Shows the modal on top in a dialog, or closes it; what is typed stays while the view is the same. */
export function modals(dialog, { turn, suggest }) {
  let shown = "";
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); turn({ close: true }); });
  return (v, channel, errors = {}) => {
    if (!v) {
      shown = "";
      if (dialog.open) dialog.close();
      return;
    }
    if (shown !== `${v.id} ${v.hash}`) {
      shown = `${v.id} ${v.hash}`;
      dialog.replaceChildren(form(v, channel));
    }
    for (const note of dialog.querySelectorAll(".wrong")) note.remove();
    for (const [block, why] of Object.entries(errors)) {
      dialog.querySelector(`[data-block="${CSS.escape(block)}"]`)?.after(element("p", { class: "wrong", role: "alert" }, why));
    }
    if (!dialog.open) dialog.showModal();
  };

  function form(v, channel) {
    const { title, submit, close } = v.body;
    const node = element("form", { method: "dialog" },
      element("h3", {}, title.text),
      element("div", { class: "fields" }, ...view(v, { turn, suggest, channel })),
      element("div", { class: "ends" },
        element("button", { type: "button", onclick: () => turn({ close: true }) }, close?.text ?? "Cancel"),
        submit && element("button", { type: "submit", class: "primary" }, submit.text)));
    node.addEventListener("submit", (event) => {
      event.preventDefault();
      turn({ submit: filled(node) });
    });
    return node;
  }
}
