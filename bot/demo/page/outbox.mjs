/** Sends what the operator writes, one thing after the other, and shows it at once: with a clock, then for good. */

import { isForeseen, send, sendKind } from "./server.mjs";

const AFTER_ALL_OTHERS = 1e15;

export class Outbox {
  #user;
  #log;
  #jobs = new Map();
  #count = 0;
  #line = Promise.resolve();
  #leaving = 0;
  #held = [];

  constructor(user, log) {
    this.#user = user;
    this.#log = log;
  }

  /** Send a text: `{text, entities, reply, forward}`, where `reply` is the message answered. */
  text({ text, entities, reply, forward }) {
    const body = {
      text,
      ...(entities?.length ? { entities } : {}),
      ...(reply ? { reply_to_message_id: reply.message_id } : {}),
      ...(forward ? { forward: true } : {}),
    };
    this.#add({ text, entities, reply_to_message: reply }, () => send(this.#user, body));
  }

  /** Send anything else: `kind` and `files` (none for a contact or a poll), with the form's other `fields`. */
  kind({ kind, files = [], fields = {}, entities, reply }) {
    const all = {
      ...fields,
      reply_to_message_id: reply?.message_id,
      caption_entities: entities?.length ? JSON.stringify(entities) : undefined,
    };
    const shown = {
      caption: fields.caption || undefined,
      caption_entities: entities,
      sending: { kind, files },
      reply_to_message: reply,
    };
    this.#add(shown, () => sendKind(this.#user, kind, files, all));
  }

  retry(message) {
    const job = this.#jobs.get(message.message_id);
    if (job) this.#queue({ ...job.message, failed: undefined }, job.post);
  }

  discard(message) {
    this.#jobs.delete(message.message_id);
    this.#log.remove(message.message_id);
  }

  /**
   * True when a message of ours, told by the server, has to wait: one is still leaving, and until its
   * answer is there nobody knows whether this is the same one.
   */
  holds(message) {
    if (!message.out || this.#leaving === 0) return false;
    this.#held.push(message);
    return true;
  }

  #add(content, post) {
    this.#count += 1;
    const message = {
      ...content,
      message_id: `pending-${this.#count}`,
      order: AFTER_ALL_OTHERS + this.#count,
      date: Math.floor(Date.now() / 1000),
      out: true,
      pending: true,
    };
    this.#queue(message, post);
  }

  #queue(message, post) {
    this.#jobs.set(message.message_id, { message, post });
    this.#log.put(message, true);
    this.#line = this.#line.then(() => this.#leave(message, post));
  }

  async #leave(message, post) {
    if (!this.#jobs.has(message.message_id)) return;
    this.#leaving += 1;
    try {
      const sent = await post();
      this.#jobs.delete(message.message_id);
      this.#log.settle(message.message_id, sent);
    } catch (problem) {
      // Whatever went wrong, the words stay; a fault of ours is reported besides.
      this.#log.put({ ...message, failed: problem.message });
      if (!isForeseen(problem)) reportError(problem);
    } finally {
      this.#leaving -= 1;
    }
    for (const held of this.#held.splice(0)) this.#log.put(held, true);
  }
}
