/** What lies over the chat for a moment: a toast, an alert to be read, an enlarged picture, a short form. */

import { element, iconButton } from "./elements.mjs";
import { say, translate } from "./language.mjs";

const TOAST = 4000;

/** The place in a chat where toasts appear, one at a time. */
export class Toasts {
  element = element("div", { class: "toasts", role: "status" });
  #timer;

  show(text) {
    clearTimeout(this.#timer);
    this.element.replaceChildren(element("p", { class: "toast", "data-testid": "toast" }, text));
    // A long sentence takes longer to read.
    this.#timer = setTimeout(() => this.element.replaceChildren(), TOAST + text.length * 30);
  }
}

function open(dialog) {
  const before = document.activeElement;
  document.body.append(translate(dialog));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  dialog.showModal();
}

/** Something the reader must close before going on. */
export function alertBox(text) {
  const dialog = element("dialog", {
    class: "alert",
    role: "alertdialog",
    "aria-describedby": "alert-text",
    "data-say-label": "bot",
    "data-testid": "alert",
  },
    element("p", { id: "alert-text" }, text),
    element(
      "button",
      { type: "button", class: "strong", autofocus: true, "data-say": "ok", onclick: () => dialog.close() },
    ));
  open(dialog);
}

/** The picture as large as the window; a tap anywhere puts it away. */
export function enlarge(address, alternative) {
  const dialog = element("dialog", { class: "lightbox", "aria-label": alternative, onclick: () => dialog.close() },
    element("img", { src: address, alt: alternative }),
    iconButton("close", "close", () => dialog.close(), { autofocus: true }));
  open(dialog);
}

/** Ask for a few values; brings an object by field name, or undefined when the visitor cancels. */
export function ask(title, fields) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ name, label, type = "text", value = "", required = false, step, min, max }) =>
      element(
        "label",
        {},
        label,
        element("input", { name, type, value, required, step, min, max, autocomplete: "off" }),
      ));
    const form = element("form", { method: "dialog" },
      element("h2", {}, title),
      ...inputs,
      element("div", { class: "choices" },
        element("button", { type: "button", class: "plain", "data-say": "cancel", onclick: () => dialog.close() }),
        element("button", { type: "submit", class: "strong", "data-say": "ok" })));
    const dialog = element("dialog", { class: "form", "aria-label": title }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      resolve(Object.fromEntries(new FormData(form)));
      dialog.close();
    });
    dialog.addEventListener("close", () => resolve(undefined));
    open(dialog);
  });
}

/** Choose one of a few large signs; brings it, or undefined. */
export function choose(title, signs) {
  return new Promise((resolve) => {
    const pick = (sign) => {
      resolve(sign);
      dialog.close();
    };
    const dialog = element("dialog", { class: "form", "aria-label": title },
      element("h2", {}, title),
      element(
        "div",
        { class: "signs" },
        ...signs.map((sign) => element("button", { type: "button", onclick: () => pick(sign) }, sign)),
      ),
      element(
        "div",
        { class: "choices" },
        element("button", { type: "button", class: "plain", onclick: () => dialog.close() }, say("cancel")),
      ));
    dialog.addEventListener("close", () => resolve(undefined));
    open(dialog);
  });
}
