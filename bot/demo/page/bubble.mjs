/** Draws one message as a bubble and draws it again, in place, when it changes. */

import { element, icon, iconButton } from "./elements.mjs";
import { drawText, openAgain, opened } from "./entities.mjs";
import { drawKeyboard } from "./keyboard.mjs";
import { clock, exactly, say, translate } from "./language.mjs";
import { drawMedia, fillsBubble, kindOf } from "./media.mjs";
import { openMenu } from "./menu.mjs";

/** A line that sums a message up: for a quoted reply, or for what was pinned. */
export function summary(message) {
  const kind = kindOf(message);
  const words = message.text ?? message.caption ?? "";
  if (kind === undefined) return words || say("unsupported");
  return words ? `${say(kind)} · ${words}` : say(kind);
}

/** Who wrote it, as the chat calls them. */
export function author(message) {
  const from = message.from ?? {};
  return [from.first_name, from.last_name].filter(Boolean).join(" ") || say("bot");
}

export class Bubble {
  element = element("article", { class: "message", "data-testid": "message", tabindex: -1 });
  message;
  #actions;
  #drawn = "";
  #reaction = undefined;

  constructor(message, actions) {
    this.#actions = actions;
    this.update(message);
  }

  /** Show the message as it is now. What did not change is left alone: a sound plays on when only buttons change. */
  update(message) {
    this.message = message;
    const { reply_markup: markup, ...rest } = message;
    for (const mark of ["edit_date", "reaction"]) delete rest[mark];
    if (message.reaction) this.#reaction = message.reaction;
    const wanted = JSON.stringify(rest);
    const focused = this.#focusedButton();
    const node = this.element;
    node.dataset.messageId = message.message_id;
    node.className = `message ${sideOf(message)}`;
    node.setAttribute("aria-label", `${message.out ? say("you") : author(message)}, ${clock(message.date)}`);
    if (wanted === this.#drawn) {
      node.querySelector(":scope > .keyboard")?.remove();
      node.querySelector(".meta")?.replaceWith(translate(meta(message)));
    } else {
      const before = opened(node);
      node.replaceChildren(...this.#body(message));
      openAgain(node, before);
      this.#drawn = wanted;
    }
    this.#showReaction();
    const keyboard = markup?.inline_keyboard?.length ? drawKeyboard(message, this.#actions) : undefined;
    node.classList.toggle("with-keyboard", keyboard !== undefined);
    if (keyboard) node.append(keyboard);
    this.#focusAgain(focused);
  }

  redraw() {
    this.#drawn = "";
    this.update(this.message);
  }

  react(emoji) {
    // A message bears its reaction only when it is fetched, so an edit must not take this one away.
    if (this.#reaction === (emoji ?? undefined)) return;
    this.#reaction = emoji ?? undefined;
    this.update({ ...this.message, reaction: this.#reaction });
  }

  #body(message) {
    if (message.pinned_message) return [note(say("pinned", summary(message.pinned_message)))];
    const media = drawMedia(message, this.#actions);
    const full = media !== undefined && fillsBubble(message);
    const text = message.text ?? message.caption;
    const bare = message.sticker !== undefined || message.video_note !== undefined || message.dice !== undefined;
    const look = `bubble${full ? " full" : ""}${bare ? " bare" : ""}${text ? "" : " wordless"}`;
    const bubble = element("div", { class: look },
      forwarded(message),
      this.#quoted(message),
      media,
      words(message, text, media === undefined, this.#actions));
    const more = this.#more(message);
    bubble.addEventListener("contextmenu", (event) => {
      // A long press asks for our menu; a right click, or a press on a link, for the browser's own.
      if (event.pointerType !== "touch" || event.target.closest("a") || !more) return;
      event.preventDefault();
      openMenu(more, this.#choices());
    });
    const row = element("div", { class: "row" }, bubble, more);
    return [row, message.failed && this.#failure(message)].filter(Boolean).map(translate);
  }

  #showReaction() {
    const shown = this.element.querySelector(".reaction");
    if ((shown?.textContent ?? "") === (this.#reaction ?? "")) return;
    shown?.remove();
    if (this.#reaction) this.element.querySelector(".bubble")?.append(reaction(this.#reaction));
  }

  #failure(message) {
    return element("div", { class: "failure", role: "alert" },
      element("span", {}, say("notSentBecause", message.failed)),
      element(
        "button",
        { type: "button", class: "plain", "data-say": "retry", onclick: () => this.#actions.retry(message) },
      ),
      element(
        "button",
        { type: "button", class: "plain", "data-say": "discard", onclick: () => this.#actions.discard(message) },
      ));
  }

  #quoted(message) {
    const original = message.reply_to_message;
    if (!original) return undefined;
    return element("button", {
      type: "button",
      class: "quoted",
      onclick: () => this.#actions.jump(original.message_id),
    },
      element("span", { class: "name" }, original.from?.is_bot === false ? say("you") : author(original)),
      element("span", { class: "line" }, summary(original)));
  }

  #more(message) {
    if (message.pending) return undefined;
    const attributes = { class: "more", "aria-haspopup": "menu", "aria-expanded": "false" };
    const button = iconButton("more", "more", () => openMenu(button, this.#choices()), attributes);
    return button;
  }

  #choices() {
    const { message } = this;
    const text = message.text ?? message.caption;
    return [
      { icon: "reply", label: say("reply"), act: () => this.#actions.replyTo(message) },
      isEditable(message) && { icon: "edit", label: say("edit"), act: () => this.#actions.edit(message) },
      text && { icon: "copy", label: say("copy"), act: () => this.#actions.copy(text) },
    ].filter(Boolean);
  }

  #focusedButton() {
    const buttons = [...this.element.querySelectorAll(".inline")];
    return buttons.indexOf(document.activeElement);
  }

  /** An edit replaces the pressed button; whoever works by keyboard stays where they were. */
  #focusAgain(index) {
    if (index < 0) return;
    const buttons = this.element.querySelectorAll(".inline");
    (buttons[Math.min(index, buttons.length - 1)] ?? this.element).focus({ preventScroll: true });
  }
}

/** One's own words can be changed; what came from elsewhere, and the button's contact or place, cannot. */
export function isEditable(message) {
  return Boolean(message.out && !message.pending && (message.text || message.caption) && !message.forward_origin);
}

export function sideOf(message) {
  if (message.pinned_message) return "noted";
  return message.out ? "out" : "in";
}

export function reaction(emoji) {
  return element("span", { class: "reaction", role: "img", "aria-label": say("reaction", emoji) }, emoji);
}

export function note(text) {
  return element("p", { class: "note" }, text);
}

/** The text or caption with the time at its end; the time alone when there are no words. */
export function words(message, text, alone, actions) {
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  const content = text ? drawText(text, entities, actions) : [];
  const nothing = !text && alone;
  return element("div", { class: "words" },
    element("span", { class: "text", lang: actions.language }, ...content),
    nothing && element("em", { "data-say": "unsupported" }),
    meta(message));
}

function meta(message) {
  return element("span", { class: "meta" },
    message.edit_date && element("span", { "data-say": "edited" }),
    message.silent && mark("silent", "silent"),
    element(
      "time",
      { datetime: new Date(message.date * 1000).toISOString(), title: exactly(message.date) },
      clock(message.date),
    ),
    message.out && status(message));
}

function status(message) {
  if (message.failed) return mark("warning", "notSent");
  return message.pending ? mark("clock", "pending") : mark("check", "sent");
}

function mark(drawing, label) {
  return element("span", { class: `mark ${label}`, role: "img", "data-say-label": label }, icon(drawing));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return undefined;
  const user = origin.sender_user;
  const place = origin.chat ?? origin.sender_chat;
  const name = origin.sender_user_name ?? place?.title ?? (user && author({ from: user })) ?? say("hiddenSender");
  return element("span", { class: "forwarded" }, icon("forward"), element("span", {}, say("forwardedFrom", name)));
}
