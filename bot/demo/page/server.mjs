/** The page's calls to the demo's server, as docs/demo.md lists them. */

import { say } from "./language.mjs";

/** The server said no, in a sentence. */
export class Refusal extends Error {}

/** There was no answer: the server is away, or the connection broke off. */
export class Unreachable extends Error {}

/** True when a call failed in a way the visitor is told of; anything else is a fault of the page's own. */
export function isForeseen(problem) {
  return problem instanceof Refusal || problem instanceof Unreachable;
}

async function call(path, method = "GET", body = undefined) {
  const json = body !== undefined && !(body instanceof FormData);
  const { response, text } = await exchange(path, {
    method,
    headers: json ? { "Content-Type": "application/json" } : {},
    body: json ? JSON.stringify(body) : body,
  });
  if (response.ok) return JSON.parse(text);
  throw new Refusal(sentence(text) ?? `${response.status} ${response.statusText}`);
}

async function exchange(path, options) {
  try {
    const response = await fetch(path, options);
    return { response, text: await response.text() };
  } catch (problem) {
    throw new Unreachable(say("unreachable"), { cause: problem });
  }
}

function sentence(text) {
  // What stands before the server (or its own crash page) does not answer in JSON.
  if (!text.startsWith("{")) return undefined;
  return JSON.parse(text).error;
}

export const operators = () => call("/demo/operators");
export const chat = (user) => call(`/demo/chats/${user}`);
export const send = (user, message) => call(`/demo/chats/${user}/messages`, "POST", message);
export const edit = (user, message, text, entities) => call(
  `/demo/chats/${user}/messages/${message}/edit`,
  "POST",
  { text, entities },
);
export const press = (user, message, data) => call(
  `/demo/chats/${user}/presses`,
  "POST",
  { message_id: message, data },
);
export const trouble = (changes) => (changes ? call("/demo/trouble", "POST", changes) : call("/demo/trouble"));
export const traffic = () => call("/demo/traffic");
export const bot = (what) => (what ? call("/demo/bot", "POST", { do: what }) : call("/demo/bot"));
export const file = (identity) => `/demo/files/${encodeURIComponent(identity)}`;

/** Send something else than text: `fields` are the form's, `files` its files (several make an album). */
export function sendKind(user, kind, files, fields = {}) {
  const form = new FormData();
  form.append("kind", kind);
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== "") form.append(name, value);
  for (const one of files) form.append("file", one, one.name ?? kind);
  return call(`/demo/chats/${user}/messages`, "POST", form);
}
