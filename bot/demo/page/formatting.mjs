/** The little bar and the key strokes that format the text being written, with a preview of how it will arrive. */

import { element, icon } from "./elements.mjs";
import { drawText } from "./entities.mjs";
import { ask } from "./dialogs.mjs";
import { finished, follow, has, toggle } from "./formats.mjs";
import { say, translate } from "./language.mjs";

const TOOLS = [
  { type: "bold", label: "bold", sign: "B", key: "b" },
  { type: "italic", label: "italic", sign: "I", key: "i" },
  { type: "underline", label: "underline", sign: "U", key: "u" },
  { type: "strikethrough", label: "strikethrough", sign: "S", key: "x", shift: true },
  { type: "code", label: "code", sign: "<>", key: "m", shift: true },
  { type: "spoiler", label: "spoilerFormat", sign: "▒", key: "p", shift: true },
  { type: "blockquote", label: "blockquote", sign: "❞", key: ".", shift: true },
  { type: "text_link", label: "text_link", drawing: "link", key: "k" },
];

export class Formatting {
  #field;
  #ranges = [];
  #text = "";

  constructor(field) {
    this.#field = field;
    this.bar = element("div", { class: "format-bar", role: "toolbar", "data-say-label": "format", hidden: true },
      ...TOOLS.map((tool) => element("button", {
        type: "button",
        class: `tool ${tool.type}`,
        "data-type": tool.type,
        "aria-pressed": "false",
        "data-say-label": tool.label,
        // Pressing must not take the selection away from the text.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.#apply(tool),
      }, tool.drawing ? icon(tool.drawing) : tool.sign)));
    this.preview = element("div", { class: "preview", hidden: true },
      element("span", { class: "small", "data-say": "preview" }), element("div", { class: "text" }));
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => this.#shortcut(event));
    document.addEventListener("selectionchange", () => this.#selected());
    field.addEventListener("blur", (event) => { this.bar.hidden ||= !this.bar.contains(event.relatedTarget); });
    translate(this.bar);
    translate(this.preview);
  }

  /** The text and its entities, ready to be sent. */
  get finished() {
    return finished(this.#field.value, this.#ranges);
  }

  /** Start with a text that has formats already, or with none. */
  fill(text, entities = []) {
    this.#field.value = text;
    this.#text = text;
    const known = new Set(TOOLS.map((tool) => tool.type));
    this.#ranges = entities
      .filter((one) => known.has(one.type))
      .map(({ type, offset, length, url }) => ({
        type,
        start: offset,
        end: offset + length,
        ...(url === undefined ? {} : { url }),
      }));
    this.#show();
    this.#field.dispatchEvent(new Event("input"));
  }

  #typed() {
    this.#ranges = follow(this.#ranges, this.#text, this.#field.value);
    this.#text = this.#field.value;
    this.#show();
    this.#selected();
  }

  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    // Shift and the full stop give another character on most keyboards, so there the key itself decides.
    const isPressed = (one) => one.key === key || (one.key === "." && event.code === "Period");
    const tool = TOOLS.find((one) => Boolean(one.shift) === event.shiftKey && isPressed(one));
    if (tool === undefined || this.#field.selectionStart === this.#field.selectionEnd) return;
    event.preventDefault();
    this.#apply(tool);
  }

  async #apply({ type }) {
    const { selectionStart: start, selectionEnd: end } = this.#field;
    if (start === end) return;
    let url;
    if (type === "text_link" && !has(this.#ranges, type, start, end)) {
      const answer = await ask(
        say("text_link"),
        [{ name: "url", label: say("address"), type: "url", value: "https://", required: true }],
      );
      if (answer === undefined) return;
      url = answer.url;
    }
    this.#ranges = toggle(this.#ranges, type, start, end, url);
    this.#field.focus();
    this.#field.setSelectionRange(start, end);
    this.#show();
    this.#selected();
  }

  #selected() {
    const { selectionStart: start, selectionEnd: end } = this.#field;
    const here = document.activeElement === this.#field || this.bar.contains(document.activeElement);
    this.bar.hidden = start === end || !here;
    for (const button of this.bar.children) button.setAttribute(
      "aria-pressed",
      String(has(this.#ranges, button.dataset.type, start, end)),
    );
  }

  /** A text field cannot show bold; the preview does, as soon as there is any. */
  #show() {
    this.preview.hidden = this.#ranges.length === 0;
    const { text, entities } = this.finished;
    this.preview.querySelector(".text").replaceChildren(...(this.preview.hidden ? [] : drawText(text, entities)));
  }
}
