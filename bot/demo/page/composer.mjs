/** Where the operator writes: text, replies, corrections, files, voice. */

import { Attachments } from "./attachments.mjs";
import { author, summary } from "./bubble.mjs";
import { Commands } from "./commands.mjs";
import { element, icon, iconButton } from "./elements.mjs";
import { Formatting } from "./formatting.mjs";
import { duration, say, translate } from "./language.mjs";
import { record } from "./recorder.mjs";
import { ReplyKeyboard } from "./reply_keyboard.mjs";

const LEVELS = 32;

export class Composer {
  #hooks;
  #mode = { kind: "write" };
  #recording;
  #menu;
  #commands;
  #formatting;
  #attachments;
  #send;
  #microphone;
  #strip;
  #writing;
  #answers;
  #prompt = "";

  /** `hooks`: `text(…)` and `kind(…)` of the outbox, `edit(message, text, entities)`, `lastOwn()`, `tell(text)`. */
  constructor(hooks) {
    this.#hooks = hooks;
    this.field = element(
      "textarea",
      {
        rows: 1,
        "data-testid": "composer",
        "data-say-label": "write",
        "data-say-placeholder": "write",
        autocomplete: "off",
        enterkeyhint: "enter",
      },
    );
    this.#menu = iconButton(
      "menu",
      "commands",
      () => {},
      { "data-testid": "menu", "aria-haspopup": "menu", "aria-expanded": "false" },
    );
    this.#commands = new Commands(this.field, this.#menu, (text) => hooks.text({ text }));
    this.#formatting = new Formatting(this.field);
    this.#attachments = new Attachments({
      changed: () => this.#refresh(),
      send: (kind, files, fields) => hooks.kind({ kind, files, fields, reply: this.#takeReply() }),
      forward: () => this.#setMode({ kind: "forward" }),
    });
    this.#answers = new ReplyKeyboard({
      ...hooks,
      prompt: (placeholder) => { this.#prompt = placeholder ?? ""; this.#refresh(); },
      reply: (message) => this.reply(message),
    });
    this.#send = iconButton("send", "send", () => this.#submit(), { class: "strong", "data-testid": "send" });
    this.#microphone = iconButton("microphone", "record", () => this.#record(), { "data-testid": "record" });
    this.#strip = element("div", { class: "strip mode", hidden: true });
    this.#writing = element("div", { class: "writing" },
      this.#menu,
      this.#attachments.button,
      element("div", { class: "field" }, this.field),
      this.#microphone,
      this.#send);
    this.element = translate(element("footer", { class: "composer" },
      this.#commands.list,
      this.#strip,
      this.#attachments.strip,
      this.#formatting.preview,
      this.#formatting.bar,
      this.#writing,
      this.#answers.element));
    this.#listen();
    this.#refresh();
  }

  knows(commands) {
    this.#commands.known(commands);
  }

  /** Obey the reply keyboard, its removal or the forced reply a message brings. */
  obey(message, fresh) {
    this.#answers.obey(message, fresh);
  }

  reply(message) {
    this.#setMode({ kind: "reply", message });
  }

  edit(message) {
    this.#setMode({ kind: "edit", message });
    const text = message.text ?? message.caption;
    this.#formatting.fill(text, message.text === undefined ? message.caption_entities : message.entities);
    this.field.setSelectionRange(text.length, text.length);
  }

  /** Files dropped anywhere on the chat. */
  take(files) {
    this.#attachments.take(files);
    this.field.focus();
  }

  /** In the page (again): only there has the field a height to grow by. */
  shown() {
    this.#refresh();
  }

  redraw() {
    translate(this.element);
    this.#drawMode();
    this.#refresh();
  }

  #listen() {
    this.field.addEventListener("input", () => this.#refresh());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.#attachments.take(event.clipboardData.files);
    });
  }

  #key(event) {
    // While an input method composes a word, its keys are not ours.
    if (event.isComposing || this.#commands.took(event)) return;
    const phone = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && (!phone || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.#mode.kind !== "write") {
      event.preventDefault();
      this.#leaveMode();
    } else if (event.key === "ArrowUp" && this.#isEmpty) {
      const last = this.#hooks.lastOwn();
      if (!last) return;
      event.preventDefault();
      this.edit(last);
    }
  }

  get #isEmpty() {
    return this.field.value === "" && this.#mode.kind === "write" && this.#attachments.files.length === 0;
  }

  #submit() {
    const { text, entities } = this.#formatting.finished;
    const { kind, files } = this.#attachments;
    if (files.length) {
      this.#hooks.kind({ kind, files, fields: { caption: text }, entities, reply: this.#takeReply() });
      this.#attachments.clear();
    } else if (text === "") {
      return;
    } else if (this.#mode.kind === "edit") {
      this.#hooks.edit(this.#mode.message, text, entities);
    } else {
      this.#hooks.text({ text, entities, reply: this.#takeReply(), forward: this.#mode.kind === "forward" });
    }
    this.#setMode({ kind: "write" });
    this.#formatting.fill("");
    this.field.focus();
  }

  #takeReply() {
    if (this.#mode.kind !== "reply") return undefined;
    const { message } = this.#mode;
    this.#setMode({ kind: "write" });
    return message;
  }

  #leaveMode() {
    const edited = this.#mode.kind === "edit";
    this.#setMode({ kind: "write" });
    if (edited) this.#formatting.fill("");
  }

  #setMode(mode) {
    this.#mode = mode;
    this.#drawMode();
    this.#refresh();
    if (mode.kind !== "write") this.field.focus();
  }

  #drawMode() {
    const { kind, message } = this.#mode;
    this.#strip.hidden = kind === "write";
    if (kind === "write") return this.#strip.replaceChildren();
    const title = {
      reply: () => say("replyingTo", message.out ? say("you") : author(message)),
      edit: () => say("editing"),
      forward: () => say("forwarding"),
    }[kind]();
    return this.#strip.replaceChildren(
      icon(kind),
      element("span", { class: "names" },
        element("span", { class: "name" }, title),
        message && element("span", { class: "line small" }, summary(message))),
      translate(iconButton("close", "cancel", () => this.#leaveMode())));
  }

  #refresh() {
    const something = this.field.value.trim() !== "" || this.#attachments.files.length > 0;
    this.#send.hidden = !something && this.#mode.kind !== "edit";
    this.#microphone.hidden = !this.#send.hidden;
    this.#send.setAttribute("data-say-label", this.#mode.kind === "edit" ? "save" : "send");
    this.field.setAttribute("data-say-placeholder", this.#attachments.files.length ? "caption" : "write");
    translate(this.#writing);
    if (this.#prompt && !this.#attachments.files.length) this.field.placeholder = this.#prompt;
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${this.field.scrollHeight}px`);
  }

  async #record() {
    if (this.#recording) return;
    const levels = Array.from({ length: LEVELS }, () => 0);
    const wave = element("span", { class: "levels", "aria-hidden": "true" }, ...levels.map(() => element("i")));
    const time = element("span", { class: "time", role: "timer", "data-say-label": "recording" }, "0:00");
    this.#recording = await record((seconds, level) => {
      time.textContent = duration(Math.floor(seconds));
      levels.push(level);
      levels.shift();
      [...wave.children].forEach((bar, index) => bar.style.setProperty("--height", String(levels[index])));
    });
    if (this.#recording === undefined) {
      this.#hooks.tell(say("noMicrophone"));
      this.#attachments.pick("voice");
      return;
    }
    const send = iconButton(
      "send",
      "send",
      () => this.#endRecording(bar, true),
      { class: "strong", "data-testid": "send" },
    );
    const bar = translate(element("div", { class: "writing recording" },
      iconButton(
        "trash",
        "cancel",
        () => this.#endRecording(bar, false),
      ), element("span", { class: "lamp" }), time, wave, send));
    this.#writing.replaceWith(bar);
    send.focus();
  }

  async #endRecording(bar, keep) {
    const recording = this.#recording;
    this.#recording = undefined;
    bar.replaceWith(this.#writing);
    this.field.focus();
    if (!keep) return recording.cancel();
    const { file, seconds } = await recording.stop();
    return this.#hooks.kind({ kind: "voice", files: [file], fields: { duration: seconds }, reply: this.#takeReply() });
  }
}
