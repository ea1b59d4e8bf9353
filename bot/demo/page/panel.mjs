/** The side panel: the bot's process, the switches for trouble, the last exchange with MsgFlash, the page's looks. */

import { element, icon, iconButton } from "./elements.mjs";
import { drawJson } from "./json.mjs";
import { clock, say, translate } from "./language.mjs";
import { prefer, preference } from "./preferences.mjs";
import * as server from "./server.mjs";

const TROUBLE = [
  "slow",
  "timeout_after_recording",
  "server_error",
  "no_campaigns_plan",
  "disconnected",
  "telegram_slow",
  "telegram_flood",
];

export class Panel {
  #told;
  #folded = { request: new Set(), answer: new Set() };
  #bot;
  #trouble = {};
  #traffic = null;

  /** `told` hears `bot(running)` and `close()`. */
  constructor(node, told) {
    this.#told = told;
    this.problem = element("p", { class: "problem", role: "alert", hidden: true });
    this.state = element("p", { class: "state", role: "status" });
    this.switches = element("div", { class: "switches" });
    this.traffic = element("div", { class: "traffic", "data-testid": "traffic" });
    node.replaceChildren(
      element(
        "div",
        { class: "panel-head" },
        element("h2", { "data-say": "panel" }),
        iconButton("close", "close", () => told.close(), { class: "drawer" }),
      ),
      this.problem,
      element("div", { class: "panel-columns" },
        element("div", {},
          section("botSection", this.state, this.#buttons(), element("p", { class: "small", "data-say": "botHint" })),
          section("troubleSection", this.switches)),
        element("div", {},
          section(
            "pageSection",
            looks("language", ["fr", "en"], { fr: "Français", en: "English" }),
            looks("theme", ["auto", "light", "dark"], {}),
          ),
          section("trafficSection", this.traffic))));
    this.node = translate(node);
    for (const key of TROUBLE) this.switches.append(this.#switch(key));
    translate(this.switches);
  }

  /** Ask for everything the panel shows. */
  async load() {
    await this.#try(async () => {
      const [bot, trouble, traffic] = await Promise.all([server.bot(), server.trouble(), server.traffic()]);
      this.happened("bot", bot);
      this.happened("trouble", trouble);
      this.happened("traffic", traffic);
    });
  }

  happened(name, content) {
    if (name === "bot") this.#bot = content;
    if (name === "trouble") this.#trouble = content;
    if (name === "traffic") this.#traffic = content;
    this.#draw(name);
  }

  redraw() {
    translate(this.node);
    for (const name of ["bot", "trouble", "traffic"]) this.#draw(name);
  }

  #draw(name) {
    if (name === "bot") this.#drawBot();
    if (name === "trouble") this.#drawTrouble();
    if (name === "traffic") this.#drawTraffic();
  }

  async #try(work) {
    try {
      await work();
      this.problem.hidden = true;
    } catch (problem) {
      if (!server.isForeseen(problem)) throw problem;
      this.problem.hidden = false;
      this.problem.textContent = say("panelFailed", problem.message);
    }
  }

  #buttons() {
    const act = (what) => this.#try(async () => this.happened("bot", await server.bot(what)));
    return element("div", { class: "choices" },
      element(
        "button",
        { type: "button", class: "plain danger", "data-testid": "bot-kill", onclick: () => act("kill") },
        icon("stop"),
        element("span", { "data-say": "kill" }),
      ),
      element(
        "button",
        { type: "button", class: "plain", "data-testid": "bot-restart", onclick: () => act("restart") },
        icon("restart"),
        element("span", { "data-say": "restart" }),
      ));
  }

  #drawBot() {
    const running = this.#bot?.running;
    this.state.className = `state ${running ? "running" : "down"}`;
    if (this.#bot === undefined || this.#bot === null) this.state.textContent = say("botUnknown");
    else this.state.textContent = running ? say("botRunning", this.#bot.pid) : say("botDown");
    this.node.querySelector("[data-testid=bot-kill]").disabled = !running;
    this.#told.bot(running !== false);
  }

  #switch(key) {
    const input = element("input", {
      type: "checkbox",
      role: "switch",
      name: key,
      id: `trouble-${key}`,
      "data-testid": `trouble-${key}`,
      "aria-describedby": `trouble-${key}-hint`,
      onchange: async () => {
        await this.#try(async () => {
          const { [key]: on } = await server.trouble({ [key]: input.checked });
          // Only what was asked for: an event may have brought newer news of the others meanwhile.
          this.#trouble = { ...this.#trouble, [key]: on };
        });
        // Where the server did not agree, the switch goes back to what it was.
        this.#draw("trouble");
      },
    });
    return element("div", { class: "switch" },
      element("label", { for: input.id, "data-say": key }),
      input,
      element("p", { class: "small", id: `trouble-${key}-hint`, "data-say": `${key}Hint` }));
  }

  #drawTrouble() {
    for (const key of TROUBLE) this.switches.querySelector(`[name=${key}]`).checked = Boolean(this.#trouble[key]);
  }

  #drawTraffic() {
    if (this.#traffic === null) {
      this.traffic.replaceChildren(element("p", { class: "small" }, say("noTraffic")));
      return;
    }
    const { at, method, path, request, status, answer, milliseconds } = this.#traffic;
    const kind = status === null ? "lost" : status < 400 ? "fine" : "refused";
    const seconds = typeof at === "number" ? at : Date.parse(at) / 1000;
    this.traffic.replaceChildren(
      element("p", { class: "line-of-request" }, element("code", {}, `${method} ${path}`)),
      element("p", { class: "facts" },
        element("span", { class: `status ${kind}` }, status === null ? say("neverAnswered") : String(status)),
        element(
          "span",
          { class: "small" },
          [say("milliseconds", Math.round(milliseconds)), clock(seconds)].join(" · "),
        )),
      this.#exchanged("request", request),
      this.#exchanged("answer", answer));
  }

  #exchanged(name, value) {
    const nothing = value === null || value === undefined || value === "";
    return element("div", { class: "exchanged" },
      element("h4", {}, say(name)),
      nothing ? element("p", { class: "small" }, say("empty")) : drawJson(value, this.#folded[name]));
  }
}

function section(title, ...content) {
  return element("section", { "data-say-label": title }, element("h3", { "data-say": title }), ...content);
}

/** A row of choices of which one is pressed. */
function looks(name, values, names) {
  const buttons = values.map((value) =>
    element(
      "button",
      {
        type: "button",
        "data-testid": `${name}-${value}`,
        "aria-pressed": String(preference(name) === value),
        lang: name === "language" ? value : undefined,
        "data-say": names[value] ? undefined : value,
        onclick: () => pick(value),
      },
      names[value],
    ));
  const pick = (value) => {
    prefer(name, value);
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(values[index] === value)));
  };
  return element(
    "div",
    { class: "looks" },
    element("span", { "data-say": name }),
    element("div", { class: "segments", role: "group", "data-say-label": name }, ...buttons),
  );
}
