/** What goes with a text, or instead of it: files chosen, dropped or pasted, and the small things asked in a form. */

import { ask, choose } from "./dialogs.mjs";
import { element, icon, iconButton } from "./elements.mjs";
import { say, size, translate } from "./language.mjs";
import { openMenu } from "./menu.mjs";

const ACCEPTED = { photo: "image/*", video: "video/*", audio: "audio/*", voice: "audio/*", document: "" };
const FILES = ["photo", "video", "audio", "document"];
const KINDS = { image: "photo", video: "video", audio: "audio" };
const STICKERS = ["👍", "🎉", "🔥", "😊", "🤔", "😢", "🙏", "🛍️"];

export class Attachments {
  #hooks;
  #picker = element("input", { type: "file", multiple: true, hidden: true, tabindex: -1 });
  kind = undefined;
  files = [];

  /** `hooks`: `changed()` when files come or go, `send(kind, files, fields)` for what leaves at once, `forward()`. */
  constructor(hooks) {
    this.#hooks = hooks;
    this.button = iconButton(
      "attach",
      "attach",
      () => this.#open(),
      { "aria-haspopup": "menu", "aria-expanded": "false" },
    );
    this.strip = element("div", { class: "strip files", hidden: true });
    this.#picker.addEventListener("change", () => {
      this.add(this.#picker.dataset.kind, [...this.#picker.files]);
      this.#picker.value = "";
    });
    this.strip.append(this.#picker);
  }

  add(kind, files) {
    if (!files.length) return;
    if (kind === "voice") {
      this.#hooks.send("voice", [files[0]], {});
      return;
    }
    this.files = kind === this.kind ? [...this.files, ...files] : [...files];
    this.kind = kind;
    this.#draw();
  }

  clear() {
    this.files = [];
    this.kind = undefined;
    this.#draw();
  }

  /** Files dropped or pasted: pictures go as photos when all are, and so on; a mixture goes as documents. */
  take(files) {
    const kinds = new Set([...files].map(({ type }) => KINDS[type.split("/")[0]] ?? "document"));
    this.add(kinds.size === 1 ? [...kinds][0] : "document", [...files]);
  }

  pick(kind) {
    this.#picker.accept = ACCEPTED[kind];
    this.#picker.multiple = kind !== "voice";
    this.#picker.dataset.kind = kind;
    this.#picker.click();
  }

  #draw() {
    this.strip.hidden = this.files.length === 0;
    const chips = this.files.map((file, index) =>
      element("span", { class: "chip" },
        this.kind === "photo" ? thumbnail(file) : icon(this.kind),
        element(
          "span",
          { class: "names" },
          element("span", { class: "name" }, file.name),
          element("span", { class: "small" }, size(file.size)),
        ),
        element(
          "button",
          {
            type: "button",
            class: "round",
            "aria-label": say("remove", file.name),
            onclick: () => this.#remove(index),
          },
          icon("close"),
        )));
    this.strip.replaceChildren(this.#picker, ...chips);
    translate(this.strip);
    this.#hooks.changed();
  }

  #remove(index) {
    this.files = this.files.filter((_, other) => other !== index);
    if (this.files.length === 0) this.kind = undefined;
    this.#draw();
  }

  #open() {
    openMenu(this.button, [
      ...FILES.map((kind) => ({ icon: kind, label: say(kind), act: () => this.pick(kind) })),
      { icon: "contact", label: say("contact"), act: () => this.#contact() },
      { icon: "location", label: say("location"), act: () => this.#location() },
      { icon: "sticker", label: say("sticker"), act: () => this.#sticker() },
      { icon: "poll", label: say("poll"), act: () => this.#poll() },
      { icon: "forward", label: say("forwarded"), act: () => this.#hooks.forward() },
    ]);
  }

  async #contact() {
    const answer = await ask(say("contact"), [
      { name: "first_name", label: say("firstName"), value: "Fatou", required: true },
      { name: "last_name", label: say("lastName"), value: "Mensah" },
      { name: "phone_number", label: say("phone"), type: "tel", value: "+22990000001", required: true },
    ]);
    if (answer) this.#hooks.send("contact", [], answer);
  }

  async #location() {
    const number = { type: "number", step: "any", required: true };
    const answer = await ask(say("location"), [
      { ...number, name: "latitude", label: say("latitude"), value: "6.36536", min: -90, max: 90 },
      { ...number, name: "longitude", label: say("longitude"), value: "2.41833", min: -180, max: 180 },
    ]);
    if (answer) this.#hooks.send("location", [], answer);
  }

  async #poll() {
    const answer = await ask(say("poll"), [
      { name: "question", label: say("question"), value: say("sampleQuestion"), required: true },
      ...[1, 2].map((number) => ({
        name: `choice_${number}`,
        label: say("choice", number),
        value: say("sampleChoices")[number - 1],
        required: true,
      })),
    ]);
    if (!answer) return;
    this.#hooks.send(
      "poll",
      [],
      { question: answer.question, options: JSON.stringify([answer.choice_1, answer.choice_2]) },
    );
  }

  async #sticker() {
    const emoji = await choose(say("chooseSticker"), STICKERS);
    if (emoji) this.#hooks.send("sticker", [await drawSticker(emoji)], { emoji });
  }
}

function thumbnail(file) {
  const address = URL.createObjectURL(file);
  const free = () => URL.revokeObjectURL(address);
  return element("img", { src: address, alt: "", onload: free, onerror: free });
}

/** A sticker is a picture of 512 pixels: here an emoji, drawn large. */
async function drawSticker(emoji) {
  const canvas = element("canvas", { width: 512, height: 512 });
  const pen = canvas.getContext("2d");
  pen.font = "380px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(emoji, 256, 276);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp"));
  return new File([blob], blob.type === "image/webp" ? "sticker.webp" : "sticker.png", { type: blob.type });
}
