// Small drawings for buttons, always beside a name.

import { drawing } from "./element.js";

const SHAPES = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm4.8 11.3L20 20",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  close: "M6 6l12 12M18 6 6 18",
  heart: "M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.3 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z",
  edit: "M4.5 19.5l.8-3.8L15.8 5.2a1.8 1.8 0 0 1 2.6 0l.4.4a1.8 1.8 0 0 1 0 2.6L8.3 18.7z",
  trash: "M5 7h14M10 7V4.8h4V7m-7.500 0 .8 12.500h9.400L17.500 7",
  share: "M12 15V4.500m-4 3.700 4-3.700 4 3.700M6.500 11v8.500h11V11",
  album: "M4.500 7.500h15v12h-15zM7 4.500h10",
  upload: "M12 16V5m-4.500 4.200L12 5l4.500 4.200M5 19.500h14",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20a7.500 7.500 0 0 1 15 0",
  photos: "M4.500 5.500h15v13h-15zM5 16l4.200-4.600 3.300 3.400 2.300-2.300L19 16.500",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  info: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 11v5m0-8h.01",
  restore: "M5 12a7 7 0 1 0 2.200-5.100L5 9m0-4v4h4",
  place: "M12 20.500s6-5.600 6-10.200A6 6 0 0 0 6 10.300c0 4.600 6 10.200 6 10.200zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  time: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 7.500V12l3 2",
  camera: "M4.500 8h3.300l1.500-2.500h5.400L16.200 8h3.300v11h-15zM12 16.200a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  tag: "M4.500 5v6.500l8 8 6.500-6.500-8-8zM8 8.500h.01",
  star: "M12 4l2.400 5.200 5.600.700-4.200 3.800 1.200 5.600-5-2.900-5 2.900 1.200-5.600L4 9.900l5.600-.700z",
  plus: "M12 5v14M5 12h14",
};

/** icon("heart", {full: true}) */
export function icon(name, { full = false } = {}) {
  return drawing("svg", { viewBox: "0 0 24 24", class: full ? "icon full" : "icon", "aria-hidden": "true" },
    drawing("path", { d: SHAPES[name], fill: full ? "currentColor" : "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" }));
}
