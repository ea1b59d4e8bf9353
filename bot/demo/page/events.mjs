/** What happens on the server, as it happens; after a break it resumes where it stopped. */

import { Unreachable } from "./server.mjs";

// EventSource would do the reading, but it gives up for good on an HTTP error and cannot be given
// a Last-Event-ID of our own, which a page needs that was asleep.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 5000;
const QUIET_BREAK = 600;

/** Splits `text/event-stream` into events, however the bytes are cut. */
export class Reader {
  #rest = "";
  #event = { name: "message", data: [] };
  #number = null;
  last = null;

  /** The events completed by this piece of text. */
  read(piece) {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    const complete = [];
    for (const line of lines) {
      if (line !== "") {
        this.#take(line);
        continue;
      }
      // The number counts once its event is whole; a break in the middle must bring the event again.
      this.last = this.#number;
      if (this.#event.data.length) complete.push({
        name: this.#event.name,
        data: JSON.parse(this.#event.data.join("\n")),
      });
      this.#event = { name: "message", data: [] };
    }
    return complete;
  }

  #take(line) {
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === "event") this.#event.name = value;
    else if (field === "data") this.#event.data.push(value);
    else if (field === "id") this.#number = value;
  }
}

/** What a request brought, or undefined when the connection could not be made or broke off. */
async function unlessBroken(request) {
  try {
    return await request;
  } catch (problem) {
    // fetch says "no connection" with a TypeError and "stopped by us" with an AbortError; Unreachable is our own word.
    const broken = problem instanceof TypeError || problem.name === "AbortError" || problem instanceof Unreachable;
    if (!broken) throw problem;
    return undefined;
  }
}

/** One operator's stream of events, opened again until `stop`. */
export class Events {
  #user;
  #told;
  #last = null;
  #cut = null;
  #wait = FIRST_WAIT;
  #hurry = () => {};
  #late = undefined;

  /**
   * `told` hears `opened(resumed)`, awaited before the first event, which brings true when all is well;
   * then `happened(name, data)`; and `broken(yes)` when the connection breaks or mends.
   */
  constructor(user, told) {
    this.#user = user;
    this.#told = told;
  }

  async start() {
    this.#cut = new AbortController();
    const { signal } = this.#cut;
    const wake = () => this.#hurry();
    window.addEventListener("online", wake, { signal });
    document.addEventListener("visibilitychange", wake, { signal });
    while (!signal.aborted) {
      // A break too short to notice is not worth a bar that flashes.
      this.#late ??= setTimeout(() => this.#told.broken(true), QUIET_BREAK);
      await this.#listen(signal);
      if (!signal.aborted) await this.#pause(signal);
    }
  }

  stop() {
    this.#cut?.abort();
    clearTimeout(this.#late);
    this.#late = undefined;
  }

  #mended() {
    clearTimeout(this.#late);
    this.#late = undefined;
    this.#wait = FIRST_WAIT;
    this.#told.broken(false);
  }

  async #listen(signal) {
    const attempt = new AbortController();
    const either = AbortSignal.any([signal, attempt.signal]);
    const headers = this.#last === null ? {} : { "Last-Event-ID": this.#last };
    try {
      const response = await unlessBroken(fetch(
        `/demo/events?user=${this.#user}`,
        { headers, signal: either, cache: "no-store" },
      ));
      if (!response?.ok || !(await unlessBroken(this.#told.opened(this.#last !== null)))) return;
      this.#mended();
      await this.#follow(response.body.pipeThrough(new TextDecoderStream()).getReader());
    } finally {
      // A stream nobody reads any more would hold one of the browser's few connections.
      attempt.abort();
    }
  }

  async #follow(stream) {
    const reader = new Reader();
    for (let part = await unlessBroken(stream.read()); part && !part.done; part = await unlessBroken(stream.read())) {
      for (const { name, data } of reader.read(part.value)) this.#told.happened(name, data);
      this.#last = reader.last ?? this.#last;
    }
  }

  async #pause(signal) {
    await new Promise((resolve) => {
      this.#hurry = resolve;
      setTimeout(resolve, this.#wait);
      signal.addEventListener("abort", resolve, { once: true });
    });
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
