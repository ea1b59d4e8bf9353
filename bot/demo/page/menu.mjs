/** A small menu that opens beside a button: arrows move, Enter chooses, Escape closes. */

import { element, icon } from "./elements.mjs";

let close = () => {};

/** Open a menu of `{icon, label, detail, act}` at `button`; pressing the button again closes it. */
export function openMenu(button, choices, attributes = {}) {
  const again = button.getAttribute("aria-expanded") === "true";
  close(false);
  if (again) return;
  const opener = new AbortController();
  const items = choices.map((choice) =>
    element("button", {
      type: "button",
      role: "menuitem",
      tabindex: -1,
      class: "item",
      onclick: () => { close(true); choice.act(); },
    },
      choice.icon && icon(choice.icon),
      element("span", { class: "label" }, choice.label),
      choice.detail && element("span", { class: "small" }, choice.detail)));
  const menu = element(
    "div",
    { class: "menu", role: "menu", "aria-label": button.getAttribute("aria-label"), ...attributes },
    ...items,
  );

  close = (back) => {
    opener.abort();
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus({ preventScroll: true });
    close = () => {};
  };
  const { signal } = opener;
  menu.addEventListener("keydown", (event) => move(event, items), { signal });
  document.addEventListener(
    "pointerdown",
    (event) => !menu.contains(event.target) && !button.contains(event.target) && close(false),
    { signal },
  );
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    if (event.key === "Escape") event.preventDefault();
    close(true);
  }, { signal });
  window.addEventListener("resize", () => close(false), { signal });
  // Not "scroll": a message that arrives scrolls the chat, and must not close what the reader has open.
  for (const name of ["wheel", "touchmove"]) {
    document.addEventListener(name, (event) => !menu.contains(event.target) && close(false), { signal, passive: true });
  }

  document.body.append(menu);
  place(menu, button.getBoundingClientRect());
  button.setAttribute("aria-expanded", "true");
  items[0]?.focus({ preventScroll: true });
}

function move(event, items) {
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length).focus();
}

/** Above the button where there is room, below it otherwise, and always wholly in the window. */
function place(menu, near) {
  const margin = 8;
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(margin, near.left), innerWidth - width - margin);
  const above = near.top - height - margin;
  const top = above >= margin ? above : Math.min(near.bottom + margin, innerHeight - height - margin);
  menu.style.setProperty("left", `${left}px`);
  menu.style.setProperty("top", `${Math.max(margin, top)}px`);
}
