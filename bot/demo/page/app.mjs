/** Starts the page: who the operators are, whose chat is shown, and the panel beside it. */

import { Chat } from "./chat.mjs";
import { avatar, element, icon } from "./elements.mjs";
import { say, translate } from "./language.mjs";
import { Panel } from "./panel.mjs";
import { onPreference, prefer, preference } from "./preferences.mjs";
import * as server from "./server.mjs";

const WIDE = matchMedia("(min-width: 1500px)");
// Where the panel stands beside the chat instead of in a drawer; as in style/layout.css.
const BESIDE = matchMedia("(min-width: 960px)");
const find = (selector) => document.querySelector(selector);

const chats = new Map();
let active;
let previous;

const panel = new Panel(find(".panel"), {
  bot: (running) => { for (const chat of chats.values()) chat.botRuns(running); },
  close: () => drawer(false),
});

function dress() {
  document.documentElement.dataset.theme = preference("theme");
  document.documentElement.lang = preference("language");
}

function drawer(open) {
  document.body.classList.toggle("drawer-open", open);
  for (const selector of [".top", ".chats"]) find(selector).inert = open;
  find(".shade").hidden = !open;
  find(".top .drawer").setAttribute("aria-expanded", String(open));
  if (open) find(".panel .drawer").focus();
  else if (find(".panel").contains(document.activeElement)) find(".top .drawer").focus();
}

/** One chat, or two side by side where the window is wide and the visitor wants it so. */
function shown() {
  if (!WIDE.matches || !preference("both")) return [active];
  const latest = previous !== undefined && previous !== active ? previous : undefined;
  const other = latest ?? [...chats.keys()].find((identity) => identity !== active);
  return [...chats.keys()].filter((identity) => identity === active || identity === other);
}

function show() {
  const identities = shown();
  const nodes = identities.map((identity) => chats.get(identity).element);
  const main = find(".chats");
  const same = nodes.length === main.children.length && nodes.every((node, index) => node === main.children[index]);
  if (!same) {
    main.replaceChildren(...nodes);
    for (const identity of identities) chats.get(identity).seen();
  }
  main.classList.toggle("two", nodes.length > 1);
  find(".both").setAttribute("aria-pressed", String(preference("both")));
  follow();
  drawOperators();
}

function follow() {
  const visible = shown();
  // A browser opens only a few connections to one server: a hidden window gives back those it can do without.
  for (const [identity, chat] of chats) {
    chat.follow(visible.includes(identity) || (!document.hidden && !chat.operator.stranger));
  }
}

function drawOperators() {
  const unread = [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${chats.get(active).name} · ${say("brand")}`;
  for (const [identity, chat] of chats) {
    const tab = find(`[data-testid="operator-${identity}"]`);
    tab.setAttribute("aria-selected", String(identity === active));
    tab.tabIndex = identity === active ? 0 : -1;
    tab.title = chat.operator.stranger ? `${chat.name} (${say("stranger")})` : chat.name;
    tab.setAttribute("aria-label", chat.unread ? `${tab.title}, ${say("newMessages", chat.unread)}` : tab.title);
    const badge = tab.querySelector(".badge");
    badge.hidden = chat.unread === 0;
    badge.textContent = String(chat.unread);
  }
}

function activate(identity) {
  if (identity === active) return;
  previous = active;
  active = identity;
  show();
}

function tab(chat) {
  return element("button", {
    type: "button", role: "tab", class: "operator", "data-testid": `operator-${chat.operator.id}`,
    onclick: () => { location.hash = `#${chat.operator.id}`; },
  }, avatar(chat.operator.id, chat.name), element("span", { class: "name" }, chat.operator.first_name),
  chat.operator.stranger && element("span", { class: "stranger", "aria-hidden": "true" }, "?"),
  element("span", { class: "badge", hidden: true }));
}

function moveBetweenTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const tabs = [...find(".operators").children];
  const next = tabs.at((tabs.indexOf(document.activeElement) + step) % tabs.length);
  next.focus();
  next.click();
}

function listen() {
  window.addEventListener("hashchange", () => activate(fromAddress()));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) for (const identity of shown()) chats.get(identity).unread = 0;
    follow();
    drawOperators();
  });
  WIDE.addEventListener("change", show);
  find(".operators").addEventListener("keydown", moveBetweenTabs);
  find(".shade").addEventListener("click", () => drawer(false));
  document.addEventListener(
    "keydown",
    (event) => event.key === "Escape" && document.body.classList.contains("drawer-open") && drawer(false),
  );
  BESIDE.addEventListener("change", () => drawer(false));
  find(".both").addEventListener("click", () => prefer("both", !preference("both")));
  find(".top .drawer").addEventListener("click", () => drawer(!document.body.classList.contains("drawer-open")));
  onPreference((name) => {
    dress();
    if (name === "both") show();
    if (name !== "language") return;
    translate(document);
    panel.redraw();
    for (const chat of chats.values()) chat.redraw();
    drawOperators();
  });
}

function fromAddress() {
  const identity = Number(location.hash.slice(1));
  return chats.has(identity) ? identity : [...chats.keys()][0];
}

async function people() {
  try {
    return await server.operators();
  } catch (problem) {
    if (!server.isForeseen(problem)) throw problem;
    find(".chats").replaceChildren(element(
      "p",
      { class: "problem", role: "alert" },
      say("panelFailed", problem.message),
    ));
    return undefined;
  }
}

async function begin() {
  dress();
  find(".both").append(icon("both"));
  find(".top .drawer").append(icon("panel"));
  translate(document);
  const operators = await people();
  if (operators === undefined) return;
  for (const operator of operators) {
    const chat = new Chat(operator, {
      panel: (name, content) => panel.happened(name, content),
      refresh: () => panel.load(),
      changed: drawOperators,
    });
    chats.set(operator.id, chat);
    find(".operators").append(tab(chat));
  }
  listen();
  active = fromAddress();
  show();
  await panel.load();
}

begin();
