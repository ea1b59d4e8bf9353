/** Says the page's texts in the chosen language, and says them again when another one is chosen. */

import { preference } from "./preferences.mjs";
import { WORDS } from "./words.mjs";

/** The text known as `key`; values go to the texts that take some. */
export function say(key, ...values) {
  const text = WORDS[preference("language")][key];
  if (text === undefined) throw new Error(`no text is known as ${key}`);
  return typeof text === "function" ? text(...values) : text;
}

const PLACES = {
  "data-say": (node, text) => { node.textContent = text; },
  "data-say-label": (node, text) => { node.setAttribute("aria-label", text); node.title = text; },
  "data-say-title": (node, text) => { node.title = text; },
  "data-say-placeholder": (node, text) => { node.placeholder = text; },
};
const SELECTOR = Object.keys(PLACES).map((name) => `[${name}]`).join(",");

/** Write every marked text under `root` in the chosen language, and return `root`. */
export function translate(root) {
  const marked = [...root.querySelectorAll(SELECTOR)];
  if (root.matches?.(SELECTOR)) marked.push(root);
  for (const node of marked) {
    for (const [name, write] of Object.entries(PLACES)) {
      if (node.hasAttribute(name)) write(node, say(node.getAttribute(name)));
    }
  }
  return root;
}

function format(seconds, options) {
  return new Intl.DateTimeFormat(
    preference("language") === "fr" ? "fr-FR" : "en-GB",
    options,
  ).format(new Date(seconds * 1000));
}

export const clock = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit" });

export const exactly = (seconds) => format(seconds, { dateStyle: "full", timeStyle: "medium" });

/** An instant as the visitor's own calendar and clock have it, with the name of the zone. */
export const locally = (seconds) =>
  format(
    seconds,
    {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZoneName: "short",
    },
  );

/** Calendar day of an instant, as a key that sorts. */
export function dayKey(seconds) {
  const day = new Date(seconds * 1000);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

export function dayName(seconds) {
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayKey(seconds) === dayKey(now / 1000)) return say("today");
  if (dayKey(seconds) === dayKey(yesterday / 1000)) return say("yesterday");
  const sameYear = new Date(seconds * 1000).getFullYear() === now.getFullYear();
  return format(seconds, { weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" });
}

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function size(bytes) {
  if (bytes === undefined) return "";
  const units = say("units");
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const locale = preference("language") === "fr" ? "fr-FR" : "en-GB";
  const number = new Intl.NumberFormat(
    locale,
    { maximumFractionDigits: step === 2 ? 1 : 0 },
  ).format(bytes / 1000 ** step);
  return `${number}\u00a0${units[step]}`;
}
