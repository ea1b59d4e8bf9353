/** Draws the inline buttons under a message, and follows each press until the bot has answered it. */

import { element, icon } from "./elements.mjs";
import { say, translate } from "./language.mjs";
import { isForeseen } from "./server.mjs";

const PATIENCE = 15_000;
const STYLES = new Set(["primary", "success", "danger"]);

export function drawKeyboard(message, actions) {
  const rows = message.reply_markup.inline_keyboard;
  return translate(element("div", { class: "keyboard", role: "group", "data-say-label": "buttons" },
    ...rows.map((row) => element(
      "div",
      { class: "buttons" },
      ...row.map((button) => drawButton(message, button, actions)),
    ))));
}

function drawButton(message, button, actions) {
  const style = STYLES.has(button.style) ? ` ${button.style}` : "";
  const attributes = { class: `inline${style}`, "data-testid": "inline-button" };
  const label = element("span", { class: "label", lang: actions.language }, button.text);
  if (button.callback_data !== undefined) {
    const data = button.callback_data;
    const busy = actions.presses.busy(message.message_id, data);
    // Never disabled while it waits: a second press must reach the bot, which has to cope with it.
    return element("button", {
      ...attributes, type: "button", "data-data": data, "aria-busy": busy ? "true" : undefined,
      onclick: () => actions.presses.press(message.message_id, data),
    }, label, element("span", { class: "spinner", "aria-hidden": "true" }));
  }
  if (button.copy_text) {
    return element(
      "button",
      { ...attributes, type: "button", onclick: () => actions.copy(button.copy_text.text) },
      label,
      icon("copy"),
    );
  }
  const address = button.url ?? button.web_app?.url ?? "";
  if (/^(https?|tg):/i.test(address)) {
    return element(
      "a",
      { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" },
      label,
      icon("external"),
    );
  }
  return element("button", { ...attributes, type: "button", onclick: () => actions.tell(say("noPress")) }, label);
}

/** The presses of one chat that wait for the bot's answer. */
export class Presses {
  #send;
  #told;
  #waiting = new Map();
  #early = new Map();
  #busy = new Map();

  /**
   * `send(message, data)` brings the query's id. `told` hears `answered(text, alert)`, `failed(why)`
   * and `busy(message, data, yes)`.
   */
  constructor(send, told) {
    this.#send = send;
    this.#told = told;
  }

  busy(message, data) {
    return (this.#busy.get(`${message} ${data}`) ?? 0) > 0;
  }

  async press(message, data) {
    this.#count(message, data, 1);
    const timer = setTimeout(() => done() && this.#told.failed(say("noAnswer")), PATIENCE);
    let open = true;
    const done = () => {
      const first = open;
      open = false;
      clearTimeout(timer);
      if (first) this.#count(message, data, -1);
      return first;
    };
    try {
      const { callback_query_id: query } = await this.#send(message, data);
      this.#waiting.set(query, done);
      const early = this.#early.get(query);
      if (early) this.answered(early);
    } catch (problem) {
      done();
      this.#told.failed(say("pressFailed", problem.message));
      if (!isForeseen(problem)) reportError(problem);
    }
  }

  /** The bot answered a press: maybe before we learned its id, maybe one made in another window, which shows it. */
  answered(answer) {
    const query = answer.callback_query_id;
    const done = this.#waiting.get(query);
    if (done === undefined) {
      this.#early.set(query, answer);
      setTimeout(() => this.#early.delete(query), PATIENCE);
      return;
    }
    this.#waiting.delete(query);
    this.#early.delete(query);
    done();
    if (answer.text) this.#told.answered(answer.text, answer.show_alert);
  }

  #count(message, data, change) {
    const key = `${message} ${data}`;
    const left = (this.#busy.get(key) ?? 0) + change;
    if (left > 0) this.#busy.set(key, left);
    else this.#busy.delete(key);
    this.#told.busy(message, data, left > 0);
  }
}
