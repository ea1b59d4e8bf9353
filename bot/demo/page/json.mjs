/** Draws a JSON value as a tree whose branches fold; what was folded stays so when the next value comes. */

import { element } from "./elements.mjs";
import { say } from "./language.mjs";

/** `folded` is a set of paths the reader closed; it is read and kept up to date. */
export function drawJson(value, folded, path = "", name = undefined) {
  const key = name === undefined ? undefined : element("span", { class: "json-key" }, `${name} `);
  if (value === null || typeof value !== "object") return element("div", {}, key, leaf(value));
  const [opening, closing] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const entries = Object.entries(value);
  if (entries.length === 0) return element(
    "div",
    {},
    key,
    element("span", { class: "json-mark" }, `${opening} ${closing}`),
  );
  const details = element("details", { class: "json", open: !folded.has(path) },
    element(
      "summary",
      {},
      key,
      element("span", { class: "json-mark" }, `${opening} ${say("items", entries.length)} ${closing}`),
    ),
    element(
      "ul",
      {},
      ...entries.map(([inner, child]) => element("li", {}, drawJson(child, folded, `${path}/${inner}`, inner))),
    ));
  details.addEventListener("toggle", () => (details.open ? folded.delete(path) : folded.add(path)));
  return details;
}

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return element("span", { class: `json-${kind}` }, JSON.stringify(value));
}
