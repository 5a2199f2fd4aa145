// Who is to be thanked for what is shown.

import { element } from "./element.js";

/** A line for where the names of places are shown. */
export function placeCredit() {
  return element("small", { class: "credit" }, "Place names from GeoNames (geonames.org), CC BY 4.0.");
}
