// On a laptop nothing sends mail: what would have been sent is shown on the page.

import { config } from "./config.js";
import { element, fill, set } from "./element.js";

/**
 * mailbox(address, input, signal) gives {node, look()}: the newest mail to an address, with
 * a button that puts its code into an input. Nothing where mail is really sent.
 */
export function mailbox(address, input, signal) {
  const node = element("div", { class: "mail", role: "status" });
  const look = async () => {
    if (!config.mail || !address) return;
    const response = await fetch(`${config.mail}?to=${encodeURIComponent(address)}`, { signal }).catch(() => null);
    if (response?.status !== 200) return; // 204 is no mail
    const mail = await response.json().catch(() => null);
    if (!mail) return; // the view was left meanwhile
    fill(node, element("p", { class: "soft" }, "Shoebox runs on this machine and sends no mail. This is what it would have sent:"),
      element("blockquote", {}, element("b", {}, mail.subject), element("p", {}, mail.text),
        mail.code && element("button", { type: "button", onclick: () => { input.value = mail.code; set(input, { "aria-invalid": null }); input.focus(); } }, `Use the code ${mail.code}`)));
  };
  look();
  return { node, look };
}
