/** The keyboard a bot may put in the place of the phone's own: ready answers under the text field. */

import { element, iconButton } from "./elements.mjs";
import { say, translate } from "./language.mjs";

const APP_ONLY = ["request_users", "request_chat", "request_poll", "web_app"];

export class ReplyKeyboard {
  element = element("div", { class: "reply-keyboard", role: "group", "data-say-label": "readyAnswers", hidden: true });
  #hooks;

  /** `hooks`: `text(message)`, `kind(message)` of the outbox, `tell(text)`, `prompt(placeholder)`, `reply(message)`. */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** Obey the markup of the newest message that bears one; `fresh` when it has just arrived. */
  obey(message, fresh) {
    const markup = message.keyboard;
    if (markup === undefined) return;
    this.#hooks.prompt(markup.input_field_placeholder);
    if (markup.keyboard) this.#draw(markup);
    else this.#hide();
    if (markup.force_reply && fresh) this.#hooks.reply(message);
  }

  #draw(markup) {
    const rows = markup.keyboard.map((row) => element(
      "div",
      { class: "buttons" },
      ...row.map((button) => this.#button(button, markup)),
    ));
    this.element.replaceChildren(...rows);
    if (!markup.is_persistent) this.element.append(iconButton("close", "close", () => this.#hide(), { class: "away" }));
    this.element.hidden = false;
    translate(this.element);
  }

  #button(given, markup) {
    const button = typeof given === "string" ? { text: given } : given;
    return element("button", {
      type: "button", class: "inline", "data-testid": "reply-button",
      onclick: () => {
        this.#send(button);
        if (markup.one_time_keyboard) this.#hide();
      },
    }, element("span", { class: "label" }, button.text));
  }

  #send(button) {
    if (button.request_contact) this.#hooks.kind({ kind: "contact" });
    else if (button.request_location) this.#hooks.kind({ kind: "location" });
    else if (APP_ONLY.some((request) => button[request])) this.#hooks.tell(say("noPress"));
    else this.#hooks.text({ text: button.text });
  }

  #hide() {
    this.element.hidden = true;
  }
}
