/** Builds page elements from plain values; what somebody wrote always stays text, never becomes markup. */

/**
 * Make an element. A name starting with "on" is a listener, a value of true an empty attribute;
 * undefined, null and false leave the attribute (or the child) out.
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const DRAWINGS = {
  send: "M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4",
  attach: "M20 11.5 12 19.6a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  microphone: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  menu: "M5 7h14M5 12h14M5 17h9",
  down: "m6 9 6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4.5l3 1.5",
  warning: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v5M12 16v.2",
  silent: "M6 16h12l-1.4-2V11a4.6 4.6 0 0 0-9.2 0v3zM10.5 19h3M4 4l16 16",
  reply: "M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  copy: "M9 9h10v11H9zM5 15V4h10",
  more: "M6 12v.1M12 12v.1M18 12v.1",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 6v12M15.5 6v12",
  document: "M6 3h8l4 4v14H6zM14 3v4h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  photo: "M4 5h16v14H4zM4 16l4.5-5 4 4.5 3-3L20 17M15.5 9v.1",
  video: "M3 6h12v12H3zM15 10.5 21 7v10l-6-3.5",
  audio: "M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-2.5-2.5H9M19 16a2.5 2.5 0 1 1-2.5-2.5H19",
  contact: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20a7.5 7.5 0 0 1 15 0",
  location: "M12 21c4.5-5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6 6.5 11zM12 9.8v.4",
  sticker: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM9 10v.1M15 10v.1M8.5 14a4.3 4.3 0 0 0 7 0",
  poll: "M5 20V11M12 20V4M19 20v-6",
  forward: "m14 6 6 6-6 6M20 12h-9a7 7 0 0 0-7 7",
  external: "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  panel: "M4 5h16v14H4zM14 5v14",
  both: "M4 5h7v14H4zM13 5h7v14h-7z",
  stop: "M7 7h10v10H7z",
  restart: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
};

/** A drawing beside a label, or inside a labelled button: it says nothing itself. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  for (const [key, value] of Object.entries({
    class: `icon icon-${name}`,
    viewBox: "0 0 24 24",
    "aria-hidden": "true",
  })) {
    drawing.setAttribute(key, value);
  }
  path.setAttribute("d", DRAWINGS[name]);
  drawing.append(path);
  return drawing;
}

/** A button that shows a drawing and says the text known as `label` to those who cannot see it. */
export function iconButton(name, label, onclick, attributes = {}) {
  return element(
    "button",
    { type: "button", "data-say-label": label, onclick, ...attributes, class: `round ${attributes.class ?? ""}` },
    icon(name),
  );
}

/** The round picture of somebody without a picture: initials on a colour of their own. */
export function avatar(identity, name) {
  const initials = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
  return element(
    "span",
    { class: `avatar tint-${Math.abs(Number(identity) || 0) % 6}`, "aria-hidden": "true" },
    initials,
  );
}
