// Which files are photographs that Shoebox takes, before any of them is sent. No browser
// knows the type of every picture; where it says none, the end of the name does.

const MOST = 64 * 1024 * 1024; // bytes of a file

const ENDS = {
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"], "image/png": ["png"], "image/gif": ["gif"], "image/webp": ["webp"],
  "image/heic": ["heic"], "image/heif": ["heif", "hif"], "image/tiff": ["tif", "tiff"],
};
const ARCHIVES = ["zip", "tgz", "gz", "tar", "7z", "rar"];
const VIDEOS = ["mp4", "m4v", "mov", "avi", "mkv", "webm", "mts", "m2ts", "3gp", "mpg", "mpeg", "wmv"];

/** What a file picker offers. */
export const ACCEPT = [...Object.keys(ENDS), ".heic", ".heif", ".tif", ".tiff"].join(",");

/** In words, what Shoebox takes. */
export const TAKEN = "JPEG, PNG, GIF, WebP, HEIC or TIFF";

/** The end of a file's name, "" where it has none. */
export const end = (file) => /\.([a-z0-9]+)$/i.exec(file.name)?.[1].toLowerCase() ?? "";

/** The media type of a photograph; "" is none that Shoebox takes. */
export function typeOf(file) {
  const said = file.type.toLowerCase();
  if (ENDS[said]) return said;
  return Object.keys(ENDS).find((type) => ENDS[type].includes(end(file))) ?? "";
}

/** Whether it is a film. */
export function isVideo(file) {
  return file.type.startsWith("video/") || (file.type === "" && VIDEOS.includes(end(file)));
}

/** Whether it holds other files. */
export const isArchive = (file) => ARCHIVES.includes(end(file));

/** Why a file can't be added, as a sentence; "" where it can. */
export function unfit(file) {
  if (isVideo(file)) return "This is a video, and Shoebox keeps photos. It stays where it is.";
  if (isArchive(file)) return archived(file);
  if (file.size === 0) return "This file is empty.";
  if (!typeOf(file)) return `This is no photograph Shoebox knows. It takes ${TAKEN}.`;
  if (file.size > MOST) return "This is over 64 MB. Please save it smaller, then add it again.";
  return "";
}

function archived(file) {
  const ways = end(file) === "zip" ? "“shoebox import” brings in a Google Takeout with its albums and dates; or unpack it" : "Please unpack it";
  return `This is an archive, and nothing is unpacked here. ${ways} and choose its folder.`;
}
