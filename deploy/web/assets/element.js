// Makes elements without ever making markup of a string: text goes in as text, and of
// attributes only those that can run nothing. The policy the page is served with would
// stop anything else; this sees to it that there is nothing to stop.

const SAFE = new Set(("accept alt autocapitalize autocomplete autofocus capture checked class cols colspan datetime decoding dir disabled download "
  + "draggable enterkeyhint fetchpriority for height hidden href id inert inputmode lang list loading max maxlength method min minlength "
  + "multiple name novalidate open pattern placeholder popover popovertarget readonly rel required role rows scope selected sizes spellcheck src "
  + "srcset start step tabindex target title translate type value webkitdirectory width "
  + "d viewBox fill stroke stroke-width stroke-linecap stroke-linejoin cx cy r x y rx").split(" "));

// Addresses of our own, of the web, of mail, and of what the page itself made.
const ADDRESS = /^(?:https?:|mailto:|blob:|[/?#.])/i;

/**
 * element("a", {class: "x", href: "/", onclick: f, style: {"--ratio": 1.5}}, "words", child)
 *
 * An attribute that is false, null or undefined is left out, and so is such a child; a
 * child may be a list. style sets properties one by one, which the policy allows.
 */
export function element(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

/** As element, for drawings. */
export function drawing(name, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** Sets attributes of an element that is there, as element does; null takes one away. */
export function set(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else if (key === "style") {
      for (const [property, to] of Object.entries(value)) node.style.setProperty(property, String(to));
    } else if (!SAFE.has(key) && !key.startsWith("aria-") && !key.startsWith("data-")) {
      throw new TypeError(`no element of ours has the attribute ${key}`);
    } else if (value === undefined || value === null || value === false) {
      node.removeAttribute(key);
    } else if ((key === "href" || key === "src") && !ADDRESS.test(String(value))) {
      throw new TypeError(`${key} leads nowhere good`);
    } else {
      node.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : String(value));
    }
  }
  return node;
}

/** Puts children in place of what a node holds. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

function furnish(node, attributes, children) {
  set(node, attributes);
  node.append(...present(children));
  return node;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
