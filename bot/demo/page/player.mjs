/** Plays a voice message or a song: a wave drawn from the sound itself, a position to drag, the time. */

import { element, icon } from "./elements.mjs";
import { duration, say, size, translate } from "./language.mjs";
import { file } from "./server.mjs";

const BARS = 40;
const LARGEST_WAVE = 2_000_000;

let playing;

/** `sound` is Telegram's Voice or Audio; only one sound plays at a time. */
export function player(sound, kind) {
  const audio = element("audio", { src: file(sound.file_id), preload: "none" });
  const button = element("button", { type: "button", class: "play", "data-say-label": "play" }, icon("play"));
  const slider = element("input", { type: "range", min: 0, max: 1000, value: 0, "data-say-label": "position" });
  const wave = element("span", { class: "wave", "aria-hidden": "true" });
  const time = element("span", { class: "small" });
  const song = [sound.performer, sound.title].filter(Boolean).join(" – ") || sound.file_name;
  const title = (kind === "audio" && song) || say(kind);
  const node = element("div", { class: `player ${kind}`, role: "group", "aria-label": title },
    button,
    element("span", { class: "names" },
      kind === "audio" && element("span", { class: "name" }, title),
      element("span", { class: "track" }, wave, slider),
      time),
    audio);

  // A browser's recording bears no duration in its header; what the message says is then all there is.
  const length = () => (Number.isFinite(audio.duration) ? audio.duration : sound.duration || 0);
  const show = () => {
    const share = length() ? Math.min(1, audio.currentTime / length()) : 0;
    slider.value = String(Math.round(share * 1000));
    slider.setAttribute("aria-valuetext", duration(audio.currentTime));
    node.style.setProperty("--played", String(share));
    const still = audio.paused && audio.currentTime === 0;
    const weight = still && kind === "audio" ? ` · ${size(sound.file_size)}` : "";
    time.textContent = duration(still ? length() : audio.currentTime) + weight;
  };
  const label = () => {
    button.setAttribute("data-say-label", audio.paused ? "play" : "pause");
    button.replaceChildren(icon(audio.paused ? "play" : "pause"));
    translate(button);
    show();
  };

  button.addEventListener("click", () => {
    if (!audio.paused) return audio.pause();
    if (playing !== audio) playing?.pause();
    playing = audio;
    return audio.play().catch(() => fail(node));
  });
  slider.addEventListener("input", () => {
    if (length()) audio.currentTime = (Number(slider.value) / 1000) * length();
    show();
  });
  for (const name of ["play", "pause"]) audio.addEventListener(name, label);
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("ended", () => { audio.currentTime = 0; label(); });
  audio.addEventListener("error", () => fail(node));
  translate(node);
  show();
  drawWave(wave, sound);
  return node;
}

function fail(node) {
  node.querySelector(".small").textContent = say("fileMissing");
  node.classList.add("failed");
}

async function drawWave(wave, sound) {
  if ((sound.file_size ?? 0) > LARGEST_WAVE) return;
  const heights = await peaks(file(sound.file_id));
  if (heights === undefined) return;
  wave.classList.add("drawn");
  wave.append(...heights.map((height, index) => {
    const bar = element("i");
    bar.style.setProperty("--height", String(height));
    bar.style.setProperty("--at", String(index / BARS));
    return bar;
  }));
}

/** How loud each part of a sound is, from 0 to 1; undefined for what the browser cannot decode: it gets a plain bar. */
async function peaks(address) {
  const response = await fetch(address);
  if (!response.ok) return undefined;
  const bytes = await response.arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes).catch(() => undefined);
  if (sound === undefined) return undefined;
  const samples = sound.getChannelData(0);
  const step = Math.max(1, Math.floor(samples.length / BARS));
  const loud = Array.from({ length: BARS }, (_, bar) => {
    let highest = 0;
    for (let at = bar * step; at < Math.min(samples.length, (bar + 1) * step); at += 8) highest = Math.max(
      highest,
      Math.abs(samples[at]),
    );
    return highest;
  });
  const top = Math.max(...loud, 0.01);
  return loud.map((height) => Math.round((height / top) * 100) / 100);
}
