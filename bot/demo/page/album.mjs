/** Draws the messages of one album together, as one bubble. */

import { reaction, sideOf, words } from "./bubble.mjs";
import { element } from "./elements.mjs";
import { say, translate } from "./language.mjs";
import { drawMedia, fillsBubble } from "./media.mjs";

export class Album {
  element = element("article", { class: "message", tabindex: -1 });
  #actions;
  #messages = new Map();
  #reaction = undefined;

  constructor(actions) {
    this.#actions = actions;
  }

  get empty() {
    return this.#messages.size === 0;
  }

  put(message) {
    this.#messages.set(message.message_id, message);
    if (message.reaction) this.#reaction = message.reaction;
    this.redraw();
  }

  remove(identity) {
    this.#messages.delete(identity);
    if (!this.empty) this.redraw();
  }

  react(emoji) {
    if (this.#reaction === (emoji ?? undefined)) return;
    this.#reaction = emoji ?? undefined;
    this.redraw();
  }

  redraw() {
    const messages = [...this.#messages.values()].sort((one, other) => one.message_id - other.message_id);
    const told = messages.find((message) => message.caption) ?? messages.at(-1);
    const full = messages.every(fillsBubble);
    this.element.className = `message ${sideOf(told)}`;
    this.element.setAttribute("aria-label", `${say("album")} (${messages.length})`);
    const look = `bubble${full ? " full" : ""}${told.caption ? "" : " wordless"}`;
    this.element.replaceChildren(translate(element("div", { class: look },
      element("div", { class: full ? "album" : "album papers" }, ...messages.map((message) => this.#tile(message))),
      words(told, told.caption, false, this.#actions),
      this.#reaction && reaction(this.#reaction))));
  }

  #tile(message) {
    return element(
      "div",
      { class: "tile", "data-testid": "message", "data-message-id": message.message_id },
      drawMedia(message, this.#actions),
    );
  }
}
