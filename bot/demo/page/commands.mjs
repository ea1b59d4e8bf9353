/** The bot's commands: in the menu beside the text field, and as suggestions while one is typed. */

import { element } from "./elements.mjs";
import { openMenu } from "./menu.mjs";

let lists = 0;

export class Commands {
  #field;
  #button;
  #send;
  #all = [];
  #shown = [];
  #at = -1;

  constructor(field, button, send) {
    this.#field = field;
    this.#button = button;
    this.#send = send;
    lists += 1;
    this.list = element(
      "div",
      { class: "suggestions", role: "listbox", id: `commands-${lists}`, "data-say-label": "commands", hidden: true },
    );
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", () => this.#suggest());
    field.addEventListener("blur", () => this.#close());
    button.addEventListener("click", () => openMenu(button, this.#all.map(({ command, description }) => ({
      label: `/${command}`, detail: description, act: () => send(`/${command}`),
    })), { class: "menu wide" }));
    this.known([]);
  }

  known(commands) {
    this.#all = commands;
    this.#button.hidden = commands.length === 0;
    this.#suggest();
  }

  /** True when the key chose among the suggestions, and means nothing else any more. */
  took(event) {
    if (this.list.hidden) return false;
    if (event.key === "Escape") this.#close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Tab" && !event.shiftKey) this.#complete(Math.max(0, this.#at));
    else if (event.key === "Enter" && this.#at >= 0) this.#choose(this.#at);
    else return false;
    event.preventDefault();
    return true;
  }

  #suggest() {
    const typed = /^\/(\w*)$/.exec(this.#field.value)?.[1];
    const wanted = typed !== undefined && document.activeElement === this.#field;
    this.#shown = wanted ? this.#all.filter(({ command }) => command.startsWith(typed.toLowerCase())) : [];
    this.#at = -1;
    this.list.hidden = this.#shown.length === 0;
    this.list.replaceChildren(...this.#shown.map(({ command, description }, index) =>
      element("div", {
        class: "item", role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false",
        onpointerdown: (event) => event.preventDefault(), onclick: () => this.#choose(index),
      }, element("span", { class: "label" }, `/${command}`), element("span", { class: "small" }, description))));
    this.#field.removeAttribute("aria-activedescendant");
  }

  #move(step) {
    const count = this.#shown.length;
    this.#at = this.#at < 0 && step < 0 ? count - 1 : (this.#at + step + count) % count;
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#at)));
    this.list.children[this.#at].scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", `${this.list.id}-${this.#at}`);
  }

  #complete(index) {
    this.#field.value = `/${this.#shown[index].command} `;
    this.#field.dispatchEvent(new Event("input"));
  }

  #choose(index) {
    const { command } = this.#shown[index];
    this.#field.value = "";
    this.#field.dispatchEvent(new Event("input"));
    this.#send(`/${command}`);
  }

  #close() {
    this.list.hidden = true;
    this.#at = -1;
    this.#field.removeAttribute("aria-activedescendant");
  }
}
