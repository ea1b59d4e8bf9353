/** One operator's chat with the bot: its heading, its messages, and the place to write. */

import { isEditable } from "./bubble.mjs";
import { Composer } from "./composer.mjs";
import { alertBox, enlarge, Toasts } from "./dialogs.mjs";
import { avatar, element, icon } from "./elements.mjs";
import { Events } from "./events.mjs";
import { Presses } from "./keyboard.mjs";
import { say, translate } from "./language.mjs";
import { Log } from "./log.mjs";
import { Outbox } from "./outbox.mjs";
import * as server from "./server.mjs";

const ACTION_FADES = 5000;

export class Chat {
  unread = 0;
  #hooks;
  #events;
  #following = false;
  #bot = { first_name: "…" };
  #running = true;
  #action;
  #fading;
  #toasts = new Toasts();

  /** `hooks`: `panel(name, data)` for the whole demo's concerns, `refresh()` when too much was missed, `changed()`. */
  constructor(operator, hooks) {
    this.operator = operator;
    this.name = [operator.first_name, operator.last_name].filter(Boolean).join(" ");
    this.#hooks = hooks;
    this.presses = new Presses((message, data) => server.press(operator.id, message, data), {
      answered: (text, alert) => (alert ? alertBox(text) : this.tell(text)),
      failed: (why) => this.tell(why),
      busy: (message, data, yes) => this.log.busy(message, data, yes),
    });
    this.log = new Log(this.#actions());
    this.outbox = new Outbox(operator.id, this.log);
    this.composer = new Composer({
      text: (message) => this.#say(() => this.outbox.text(message)),
      kind: (message) => this.#say(() => this.outbox.kind(message)),
      edit: (message, text, entities) => this.#edit(message, text, entities),
      lastOwn: () => this.log.messages.findLast(isEditable),
      tell: (text) => this.tell(text),
    });
    this.#events = new Events(operator.id, {
      opened: (resumed) => (resumed ? Promise.resolve(true) : this.#load()),
      happened: (name, content) => this.#happened(name, content),
      broken: (yes) => { this.bar.hidden = !yes; },
    });
    this.element = this.#build();
  }

  /** Follow what happens, or stop: a chat out of sight in a hidden window needs no connection. */
  follow(yes) {
    if (yes === this.#following) return;
    this.#following = yes;
    if (yes) this.#events.start();
    else this.#events.stop();
  }

  tell(text) {
    this.#toasts.show(text);
  }

  botRuns(running) {
    this.#running = running;
    this.#drawHeading();
  }

  /** The chat has come into view. */
  seen() {
    this.unread = 0;
    this.log.shown();
    this.composer.shown();
  }

  redraw() {
    translate(this.element);
    this.element.setAttribute("aria-label", say("conversation", this.name));
    this.log.redraw();
    this.composer.redraw();
    this.#drawHeading();
    this.#drawWelcome();
  }

  #actions() {
    return {
      language: this.operator.language_code,
      presses: this.presses,
      command: (text) => this.#say(() => this.outbox.text({ text })),
      tell: (text) => this.tell(text),
      copy: (text) => this.#copy(text),
      enlarge,
      jump: (identity) => this.log.show(identity) || this.tell(say("gone")),
      replyTo: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      retry: (message) => this.outbox.retry(message),
      discard: (message) => this.outbox.discard(message),
    };
  }

  #build() {
    this.title = element("h2", { class: "name" });
    this.subtitle = element("p", { class: "subtitle", "aria-live": "polite" });
    this.picture = element("span", { class: "picture" });
    const owner = element(
      "span",
      { class: "owner" },
      avatar(this.operator.id, this.name),
      element("span", {}, this.operator.first_name),
    );
    const heading = element(
      "header",
      { class: "heading" },
      this.picture,
      element("div", { class: "names" }, this.title, this.subtitle),
      owner,
    );
    this.bar = element(
      "p",
      { class: "broken", role: "status", hidden: true },
      icon("restart"),
      element("span", { "data-say": "reconnecting" }),
    );
    this.welcome = element("div", { class: "welcome", hidden: true });
    this.log.list.before(this.welcome);
    const node = element("section", {
      class: "chat",
      "data-testid": `chat-${this.operator.id}`,
      "aria-label": say("conversation", this.name),
    },
      heading, this.bar, this.log.element, this.#toasts.element, this.composer.element);
    node.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
    node.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.composer.take(event.dataTransfer.files);
    });
    return translate(node);
  }

  async #load() {
    try {
      const { bot, commands, messages } = await server.chat(this.operator.id);
      this.#bot = bot;
      this.composer.knows(commands);
      this.log.replace(messages);
      const keyed = messages.findLast((message) => message.keyboard);
      const last = messages.findLast((message) => message.out)?.message_id ?? 0;
      const used = keyed?.keyboard.one_time_keyboard && last > keyed.message_id;
      if (keyed && !used) this.composer.obey(keyed, keyed === messages.at(-1));
      this.#drawHeading();
      this.#drawWelcome();
      return true;
    } catch (problem) {
      if (!(problem instanceof server.Refusal)) throw problem;
      this.tell(say("chatFailed", problem.message));
      return false;
    }
  }

  #happened(name, content) {
    switch (name) {
      case "message":
        this.#arrived(content);
        break;
      case "edited":
        this.log.put(content);
        break;
      case "deleted":
        this.log.remove(content.message_id);
        break;
      case "answered":
        this.presses.answered(content);
        break;
      case "action":
        this.#act(content.action);
        break;
      case "reaction":
        this.log.react(content.message_id, content.emoji);
        break;
      case "commands":
        this.composer.knows(content);
        break;
      case "lost":
        this.#reload();
        break;
      default:
        this.#hooks.panel(name, content);
    }
  }

  async #reload() {
    this.#hooks.refresh();
    await this.#load();
  }

  #arrived(message) {
    if (this.outbox.holds(message)) return;
    const known = this.log.find(message.message_id) !== undefined;
    this.log.put(message, true);
    this.#drawWelcome();
    if (message.out) return;
    this.#act(undefined);
    if (!known) this.composer.obey(message, true);
    const inView = this.element.isConnected && !document.hidden;
    if (!known && !inView) this.unread += 1;
    this.#hooks.changed();
  }

  #say(send) {
    send();
    this.#drawWelcome();
  }

  async #edit(message, text, entities) {
    try {
      this.log.put(await server.edit(this.operator.id, message.message_id, text, entities));
    } catch (problem) {
      this.tell(say("notSentBecause", problem.message));
      const content = message.text === undefined ? { caption: text, caption_entities: entities } : { text, entities };
      this.composer.edit({ ...message, ...content });
      if (!server.isForeseen(problem)) reportError(problem);
    }
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(say("copied"));
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem;
      this.tell(say("copyFailed"));
    }
  }

  #act(action) {
    clearTimeout(this.#fading);
    this.#action = action;
    if (action) this.#fading = setTimeout(() => this.#act(undefined), ACTION_FADES);
    this.#drawHeading();
  }

  #drawHeading() {
    const { first_name: name, short_description: about, username } = this.#bot;
    this.title.textContent = name;
    this.title.title = name;
    this.picture.replaceChildren(avatar(0, name));
    const acting = this.#running && this.#action;
    this.subtitle.classList.toggle("acting", Boolean(acting));
    this.subtitle.classList.toggle("stopped", !this.#running);
    if (!this.#running) this.subtitle.textContent = say("botStopped");
    else this.subtitle.textContent = acting ? say(this.#action) : about || (username ? `@${username}` : say("bot"));
  }

  /** Before the first message, what the bot says of itself, and a button to begin. */
  #drawWelcome() {
    const empty = this.log.empty;
    this.welcome.hidden = !empty;
    if (!empty) return;
    const parts = [
      avatar(0, this.#bot.first_name),
      element("h3", {}, this.#bot.first_name),
      element("p", { class: "small", "data-say": "welcome" }),
      this.#bot.description && element(
        "p",
        { class: "text", lang: this.operator.language_code },
        this.#bot.description,
      ),
      element(
        "button",
        {
          type: "button",
          class: "strong",
          "data-testid": "start",
          "data-say": "start",
          onclick: () => this.#say(() => this.outbox.text({ text: "/start" })),
        },
      ),
    ];
    this.welcome.replaceChildren(...parts.filter(Boolean));
    translate(this.welcome);
  }
}
