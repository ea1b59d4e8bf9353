/** Draws a text with Telegram's entities (UTF-16 offsets, nested) as page nodes whose text is exactly the message's. */

import { element, icon } from "./elements.mjs";
import { locally, say, translate } from "./language.mjs";

const SAFE = /^(https?|tg|mailto|tel):/i;
const OUTERMOST = ["blockquote", "expandable_blockquote", "pre", "text_link", "text_mention", "spoiler"];
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

const PLAIN = {
  bold: (children) => element("strong", {}, ...children),
  italic: (children) => element("em", {}, ...children),
  underline: (children) => element("u", {}, ...children),
  strikethrough: (children) => element("s", {}, ...children),
  code: (children) => element("code", {}, ...children),
  blockquote: (children) => element("blockquote", {}, ...children),
  mention: (children) => element("span", { class: "tag" }, ...children),
  text_mention: (children) => element("span", { class: "tag" }, ...children),
  hashtag: (children) => element("span", { class: "tag" }, ...children),
  cashtag: (children) => element("span", { class: "tag" }, ...children),
  custom_emoji: (children) => element("span", { class: "emoji" }, ...children),
};

/** The nodes of `text`. `actions`: `command(text)` sends a tapped command, `tell(text)` shows a toast, `copy(text)`. */
export function drawText(text, entities = [], actions = {}) {
  const parts = [...entities]
    .filter((one) => one.length > 0 && one.offset < text.length)
    .map((one) => ({ ...one, start: Math.max(0, one.offset), end: Math.min(text.length, one.offset + one.length) }))
    .sort((one, other) => one.start - other.start || other.end - one.end || rank(one) - rank(other));
  return drawRange(text, 0, text.length, parts, actions);
}

function rank(entity) {
  const place = OUTERMOST.indexOf(entity.type);
  return place < 0 ? OUTERMOST.length : place;
}

function drawRange(text, start, end, entities, actions) {
  const nodes = [];
  const waiting = [...entities];
  let here = start;
  while (waiting.length) {
    const entity = waiting.shift();
    if (entity.start < here) entity.start = here;
    if (entity.start >= entity.end) continue;
    if (entity.start > here) nodes.push(text.slice(here, entity.start));
    const inside = [];
    while (waiting.length && waiting[0].start < entity.end) inside.push(waiting.shift());
    // Telegram never lets two entities cross; should one do so, its second half goes on after the first entity's end.
    const halves = inside.filter((one) => one.end > entity.end).map((one) => ({ ...one, start: entity.end }));
    waiting.unshift(...halves);
    const clipped = inside.map((one) => ({ ...one, end: Math.min(one.end, entity.end) }));
    const content = text.slice(entity.start, entity.end);
    const children = drawRange(text, entity.start, entity.end, clipped, actions);
    here = entity.end;
    // A block ends its line by itself: the line break after it goes inside, where it shows no empty line.
    if (BLOCKS.has(entity.type) && text[here] === "\n" && here < end) {
      children.push("\n");
      here += 1;
    }
    nodes.push(drawEntity(entity, content, children, actions));
  }
  if (here < end) nodes.push(text.slice(here, end));
  return nodes;
}

function drawEntity(entity, content, children, actions) {
  switch (entity.type) {
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(content) ? content : `https://${content}`, children);
    case "text_link":
      return link(entity.url ?? "", children);
    case "email":
      return link(`mailto:${content}`, children);
    case "phone_number":
      return link(`tel:${content.replace(/[^+\d]/g, "")}`, children);
    case "bot_command":
      return element(
        "button",
        { type: "button", class: "command", onclick: () => actions.command?.(content) },
        ...children,
      );
    case "spoiler":
      return spoiler(children);
    case "pre":
      return code(entity, content, children, actions);
    case "expandable_blockquote":
      return expandable(children);
    case "date_time":
      return moment(entity, children, actions);
    default:
      // A kind newer than this page is still readable as text.
      return (PLAIN[entity.type] ?? ((inner) => element("span", {}, ...inner)))(children);
  }
}

function link(address, children) {
  if (!SAFE.test(address)) return element("span", {}, ...children);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, ...children);
}

function moment(entity, children, actions) {
  if (entity.unix_time === undefined) return element("span", {}, ...children);
  const told = say("yourTime", locally(entity.unix_time));
  const tell = () => actions.tell?.(told);
  return element("time", {
    class: "moment",
    role: "button",
    tabindex: 0,
    datetime: new Date(entity.unix_time * 1000).toISOString(),
    title: told,
    // A tooltip needs a mouse; a finger taps, and a keyboard has Enter.
    onclick: tell,
    onkeydown: (event) => event.key === "Enter" && tell(),
  }, ...children);
}

function spoiler(children) {
  const node = element("span", { class: "spoiler", role: "button", tabindex: 0, "data-say-label": "spoiler" },
    element("span", {}, ...children));
  const reveal = (event) => {
    if (node.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    show(node);
  };
  node.addEventListener("click", reveal, { capture: true });
  node.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && reveal(event));
  return translate(node);
}

function show(node) {
  node.classList.add("shown");
  for (const name of ["role", "tabindex", "aria-label", "title", "data-say-label"]) node.removeAttribute(name);
}

function code(entity, content, children, actions) {
  const copy = element(
    "button",
    { type: "button", class: "copy", "data-say-label": "copy", onclick: () => actions.copy?.(content) },
    icon("copy"),
  );
  const language = entity.language ?? "";
  return translate(element("pre", { "data-language": language || undefined }, element("code", {}, ...children), copy));
}

function expandable(children) {
  const toggle = element("button", { type: "button", class: "fold", hidden: true }, icon("down"));
  const folded = element("div", { class: "folded" }, ...children);
  const node = element("blockquote", { class: "expandable" }, folded, toggle);
  node.addEventListener("click", (event) => {
    const elsewhere = event.target.closest("a, .spoiler, .command, .moment") || !getSelection().isCollapsed;
    if (!toggle.hidden && !elsewhere) unfold(node, !node.classList.contains("open"));
  });
  // Whether three lines are enough is known once it has a width, and again when the width changes.
  new ResizeObserver(() => {
    if (!node.classList.contains("open")) toggle.hidden = folded.scrollHeight <= folded.clientHeight + 2;
  }).observe(folded);
  unfold(node, false);
  return node;
}

function unfold(quote, open) {
  const toggle = quote.querySelector(".fold");
  quote.classList.toggle("open", open);
  toggle.setAttribute("aria-expanded", String(open));
  toggle.setAttribute("data-say-label", open ? "fold" : "unfold");
  translate(toggle);
}

/** What the reader has opened under `node`: quotes unfolded, spoilers revealed; by their texts. */
export function opened(node) {
  const texts = (selector) => new Set([...node.querySelectorAll(selector)].map((part) => part.textContent));
  return { quotes: texts(".expandable.open"), spoilers: texts(".spoiler.shown") };
}

/** Open the same again, after `node` was drawn anew. */
export function openAgain(node, { quotes, spoilers }) {
  for (const quote of node.querySelectorAll(".expandable")) {
    if (!quotes.has(quote.textContent)) continue;
    quote.querySelector(".fold").hidden = false;
    unfold(quote, true);
  }
  for (const spoiler of node.querySelectorAll(".spoiler")) if (spoilers.has(spoiler.textContent)) show(spoiler);
}
