/** The list of messages: kept in order, split into days, and scrolled the way a reader expects. */

import { Album } from "./album.mjs";
import { Bubble } from "./bubble.mjs";
import { element, icon } from "./elements.mjs";
import { dayKey, dayName, say, translate } from "./language.mjs";

const NEAR = 60;

export class Log {
  #actions;
  #entries = new Map();
  #days = new Map();
  #unseen = 0;
  #atBottom = true;
  #shape = "";
  #top = 0;

  constructor(actions) {
    this.#actions = actions;
    this.list = element("div", { class: "list" });
    this.scroller = element(
      "div",
      {
        class: "log",
        role: "log",
        "aria-live": "polite",
        "aria-busy": "true",
        tabindex: 0,
        "data-say-label": "messages",
      },
      this.list,
    );
    this.jump = element("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toBottom(true) });
    this.element = element("div", { class: "reading" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // Pictures arrive, the window turns, the keyboard opens: who reads the end goes on reading the end.
    const follow = new ResizeObserver(() => this.#atBottom && this.toBottom(false));
    follow.observe(this.list);
    follow.observe(this.scroller);
  }

  get messages() {
    return [...this.#entries.values()].map(({ message }) => message).filter((message) => !message.pending);
  }

  get empty() {
    return this.#entries.size === 0;
  }

  find(identity) {
    return this.#entries.get(identity)?.message;
  }

  /** Show a message: a new one in its place, a known one as it is now. */
  put(message, news = false) {
    const known = this.#entries.get(message.message_id);
    const wasAtBottom = this.#atBottom;
    this.#steady(() => this.#place(message, news));
    if (known || !news) return;
    if (wasAtBottom || message.out) this.toBottom(false);
    else this.#unseen += 1;
    this.#showJump();
  }

  /** Make the list hold exactly these messages, and the ones still being sent. */
  replace(messages) {
    // A whole history is nothing to be read aloud.
    this.scroller.setAttribute("aria-busy", "true");
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const message of this.messages) if (!wanted.has(message.message_id)) this.remove(message.message_id);
    // All in one go: looking where the reader is after each of a thousand messages would take seconds.
    this.#steady(() => {
      for (const message of messages) {
        this.#place(message, false);
        if (!message.reaction) this.#entries.get(message.message_id).drawn.react(undefined);
      }
    });
    requestAnimationFrame(() => this.scroller.removeAttribute("aria-busy"));
  }

  react(identity, emoji) {
    this.#steady(() => this.#entries.get(identity)?.drawn.react(emoji));
  }

  busy(identity, data, yes) {
    for (const button of this.#entries.get(identity)?.drawn.element.querySelectorAll("[data-data]") ?? []) {
      if (button.dataset.data !== data) continue;
      if (yes) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  }

  async remove(identity, quietly = false) {
    const entry = this.#entries.get(identity);
    if (!entry) return;
    this.#entries.delete(identity);
    if (entry.drawn instanceof Album) {
      entry.drawn.remove(identity);
      if (!entry.drawn.empty) return;
    }
    const node = entry.drawn.element;
    node.removeAttribute("data-testid");
    if (!quietly && node.isConnected && !matchMedia("(prefers-reduced-motion: reduce)").matches) await collapse(node);
    const day = node.parentElement;
    node.remove();
    if (day && !day.querySelector(".message")) {
      day.remove();
      this.#days.delete(day.dataset.day);
    }
  }

  /** Replace the bubble of a message being sent by the message as the server has it. */
  settle(pending, messages) {
    this.remove(pending, true);
    for (const message of messages) this.put(message);
    if (this.#atBottom) this.toBottom(false);
  }

  toBottom(smoothly) {
    const calm = !smoothly || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#atBottom = true;
    this.#shape = this.#measured();
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: calm ? "instant" : "smooth" });
    this.#unseen = 0;
    this.#showJump();
  }

  /** The chat is in the page again: a node taken out of it forgets how far it was scrolled. */
  shown() {
    if (this.#atBottom) this.toBottom(false);
    else this.scroller.scrollTop = this.#top;
  }

  show(identity) {
    const node = this.#entries.get(identity)?.drawn.element;
    if (!node) return false;
    node.scrollIntoView({
      block: "center",
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth",
    });
    node.focus({ preventScroll: true });
    node.classList.add("found");
    node.addEventListener("animationend", () => node.classList.remove("found"), { once: true });
    return true;
  }

  /** Say everything again, after the language has changed. */
  redraw() {
    for (const drawn of new Set([...this.#entries.values()].map((entry) => entry.drawn))) drawn.redraw();
    for (const [key, day] of this.#days) {
      day.querySelector(".day").textContent = dayName(new Date(`${key}T12:00`) / 1000);
    }
    translate(this.scroller);
    this.#showJump();
  }

  #place(message, news) {
    const known = this.#entries.get(message.message_id);
    if (known) this.#update(known, message);
    else this.#insert(message, news);
  }

  #update(entry, message) {
    entry.message = message;
    if (entry.drawn instanceof Album) entry.drawn.put(message);
    else entry.drawn.update(message);
  }

  #insert(message, news) {
    const drawn = this.#albumOf(message) ?? new Bubble(message, this.#actions);
    this.#entries.set(message.message_id, { message, drawn });
    if (drawn instanceof Album) drawn.put(message);
    if (drawn.element.isConnected || drawn.element.parentElement) return;
    drawn.element.classList.toggle("new", news);
    drawn.element.dataset.order = message.order ?? message.message_id;
    const day = this.#day(message.date);
    const order = Number(drawn.element.dataset.order);
    const after = [...day.querySelectorAll(":scope > .message")].findLast((node) => Number(node.dataset.order) < order);
    (after ?? day.querySelector(".day")).after(drawn.element);
  }

  #albumOf(message) {
    if (!message.media_group_id) return undefined;
    const other = [...this.#entries.values()].find((entry) => entry.message.media_group_id === message.media_group_id);
    return other?.drawn ?? new Album(this.#actions);
  }

  #day(seconds) {
    const key = dayKey(seconds);
    const known = this.#days.get(key);
    if (known) return known;
    const day = element(
      "section",
      { class: "of-day", "data-day": key },
      element("h3", { class: "day" }, dayName(seconds)),
    );
    const later = [...this.#days.keys()].filter((other) => other > key).sort()[0];
    this.list.insertBefore(day, this.#days.get(later) ?? null);
    this.#days.set(key, day);
    return day;
  }

  /** Change the list without moving what the reader looks at: the first message in view keeps its place. */
  #steady(change) {
    const anchor = this.#atBottom ? undefined : this.#firstInView();
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (this.#atBottom) this.toBottom(false);
    else if (anchor?.isConnected) this.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  #firstInView() {
    const top = this.scroller.getBoundingClientRect().top;
    const nodes = this.list.querySelectorAll(".message");
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nodes[middle].getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    return nodes[low];
  }

  #scrolled() {
    if (!this.scroller.isConnected) return;
    // A list that grew, or a window that shrank, has not been scrolled away from.
    const shape = this.#measured();
    const changed = shape !== this.#shape;
    this.#shape = shape;
    if (this.#atBottom && changed) return;
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.#top = scrollTop;
    this.#atBottom = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atBottom) this.#unseen = 0;
    this.#showJump();
  }

  #measured() {
    return `${this.scroller.scrollHeight} ${this.scroller.clientHeight}`;
  }

  #showJump() {
    this.jump.hidden = this.#atBottom;
    const label = this.#unseen ? say("newMessages", this.#unseen) : say("toBottom");
    this.jump.setAttribute("aria-label", label);
    this.jump.replaceChildren(icon("down"), ...(this.#unseen ? [element("span", {}, label)] : []));
  }
}

async function collapse(node) {
  const { height } = node.getBoundingClientRect();
  const shrink = node.animate(
    [
      { height: `${height}px`, opacity: 1, transform: "none" },
      { height: "0", opacity: 0, margin: "0", transform: "scale(.96)" },
    ],
    { duration: 180, easing: "ease-in" },
  );
  node.style.overflow = "hidden";
  await shrink.finished;
}
