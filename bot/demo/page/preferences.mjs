/** What the visitor prefers (language, colours, one chat or two), kept in the browser. */

const KEY = "campaign-bot-demo";

const DEFAULTS = {
  language: navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en",
  theme: "auto",
  both: false,
};

const chosen = { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
const listeners = [];

export function preference(name) {
  return chosen[name];
}

export function prefer(name, value) {
  chosen[name] = value;
  localStorage.setItem(KEY, JSON.stringify(chosen));
  for (const listener of listeners) listener(name, value);
}

export function onPreference(listener) {
  listeners.push(listener);
}
