/** Draws what a message carries besides text: pictures, films, sounds, files, and the small cards. */

import { CARDS } from "./cards.mjs";
import { element, icon } from "./elements.mjs";
import { say, size, translate } from "./language.mjs";
import { player } from "./player.mjs";
import { file } from "./server.mjs";

const TALLEST = 1.3;

const DRAWN = {
  photo: (message, actions) => photo(message, actions),
  video: (message) => film(message.video, "video"),
  animation: (message) => film(message.animation, "animation"),
  video_note: (message) => film(message.video_note, "video_note"),
  voice: (message) => player(message.voice, "voice"),
  audio: (message) => player(message.audio, "audio"),
  document: (message) => paper(message.document),
  sticker: (message) => sticker(message.sticker),
  ...CARDS,
};
const KINDS = Object.keys(DRAWN);

/** The kind of content a message carries besides text, or undefined. A GIF comes as an animation and as a document. */
export function kindOf(message) {
  return KINDS.find((kind) => message[kind] !== undefined && message[kind] !== null);
}

export function drawMedia(message, actions) {
  if (message.sending) return drawSending(message.sending.kind, message.sending.files);
  const kind = kindOf(message);
  return kind === undefined ? undefined : translate(DRAWN[kind](message, actions));
}

/** What is being sent: the pictures themselves, other files by their names. */
function drawSending(kind, files) {
  const pictures = kind === "photo" && files.length > 0;
  const nodes = files.map((one) => (pictures ? leaving(one) : named(one.name, one.size)));
  if (!nodes.length) nodes.push(named(say(kind)));
  return element("div", { class: pictures && files.length > 1 ? "album" : "album papers" }, ...nodes);
}

function leaving(one) {
  const address = URL.createObjectURL(one);
  const free = () => URL.revokeObjectURL(address);
  return element(
    "div",
    {},
    element("span", { class: "photo" }, element("img", { src: address, alt: one.name, onload: free, onerror: free })),
  );
}

function named(name, bytes) {
  return element("div", { class: "paper" },
    element("span", { class: "sheet", "aria-hidden": "true" }, icon("document")),
    element(
      "span",
      { class: "names" },
      element("span", { class: "name" }, name),
      element("span", { class: "small" }, size(bytes)),
    ));
}

/** Pictures and films fill their bubble from edge to edge, and may stand beside each other in an album. */
export function fillsBubble(message) {
  if (message.sending) return message.sending.kind === "photo" && message.sending.files.length > 0;
  return ["photo", "video", "animation"].includes(kindOf(message));
}

function photo(message, actions) {
  const sizes = [...message.photo].sort((one, other) => one.width * one.height - other.width * other.height);
  const largest = sizes.at(-1);
  const shown = sizes.find((one) => Math.max(one.width, one.height) >= 600) ?? largest;
  const alternative = message.caption || say("photo");
  const picture = element(
    "img",
    { src: file(shown.file_id), alt: alternative, width: shown.width, height: shown.height, decoding: "async" },
  );
  const button = element("button", {
    type: "button", class: "photo", "data-say-label": "enlarge", onclick: () => actions.enlarge(
      file(largest.file_id),
      alternative,
    ),
  }, picture);
  shape(button, shown.width, shown.height);
  picture.addEventListener("error", () => button.replaceWith(missing()));
  return button;
}

function film(video, kind) {
  const moving = kind === "animation";
  const node = element("video", {
    class: kind,
    src: file(video.file_id),
    controls: !moving,
    loop: moving,
    autoplay: moving && !calm(),
    playsinline: true,
    preload: "metadata", "aria-label": video.file_name ?? say(kind),
  });
  node.muted = moving;
  const box = element("div", { class: `film ${kind}` }, node);
  if (kind !== "video_note") shape(box, video.width, video.height);
  node.addEventListener("error", () => box.replaceWith(missing()));
  return box;
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Keep the place of a picture that has not arrived, so that nothing jumps when it does. */
function shape(node, width, height) {
  if (!width || !height) return;
  node.style.setProperty("--ratio", String(1 / Math.min(TALLEST, height / width)));
  node.style.setProperty("--width", `${Math.max(width, 120)}px`);
}

function paper(document) {
  const name = document.file_name ?? say("document");
  const extension = /\.(\w{1,5})$/.exec(name)?.[1] ?? "";
  return element("a", { class: "paper", href: file(document.file_id), download: name, title: name },
    element("span", { class: "sheet", "aria-hidden": "true" }, extension ? extension.toUpperCase() : icon("document")),
    element("span", { class: "names" },
      element("span", { class: "name" }, name),
      element("span", { class: "small" }, size(document.file_size))),
    icon("download"));
}

function sticker(found) {
  const emoji = element(
    "span",
    { class: "sticker big", role: "img", "aria-label": say("sticker") },
    found.emoji ?? "🖼",
  );
  if (found.is_animated) return emoji;
  const source = file(found.file_id);
  const node = found.is_video
    ? element(
      "video",
      { class: "sticker", src: source, autoplay: !calm(), loop: true, playsinline: true, "aria-label": say("sticker") },
    )
    : element("img", { class: "sticker", src: source, alt: `${say("sticker")} ${found.emoji ?? ""}`.trim() });
  if (found.is_video) node.muted = true;
  node.addEventListener("error", () => node.replaceWith(emoji));
  return node;
}

function missing() {
  return element("p", { class: "missing" }, icon("warning"), say("fileMissing"));
}
