/** Draws the small cards a message may carry: a contact, a place, a poll, a die. */

import { avatar, element, icon } from "./elements.mjs";
import { say } from "./language.mjs";

export const CARDS = {
  contact: ({ contact }) => {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
    return element("div", { class: "card" },
      avatar(contact.user_id ?? contact.phone_number?.replace(/\D/g, "").slice(-6), name || "?"),
      element("span", { class: "names" },
        element("span", { class: "name" }, name),
        element(
          "a",
          { class: "small", href: `tel:${(contact.phone_number ?? "").replace(/[^+\d]/g, "")}` },
          contact.phone_number ?? "",
        )));
  },
  venue: ({ venue }) => place(venue.location, venue.title, venue.address),
  location: ({ location }) => place(location, say("location"), undefined),
  poll: ({ poll }) =>
    element("div", { class: "poll" },
      element("strong", {}, poll.question),
      element("ul", {}, ...poll.options.map((option) => choice(option, poll.total_voter_count))),
      element(
        "span",
        { class: "small" },
        poll.is_closed ? say("closedPoll") : say("votes", poll.total_voter_count ?? 0),
      )),
  dice: ({ dice }) => element(
    "span",
    { class: "sticker big", role: "img", "aria-label": `${dice.emoji} ${dice.value}` },
    dice.emoji,
    String(dice.value),
  ),
};

function place(location, title, address) {
  const where = `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`;
  return element("div", { class: "card place" },
    element("span", { class: "sheet", "aria-hidden": "true" }, icon("location")),
    element("span", { class: "names" },
      element("span", { class: "name" }, title),
      address && element("span", { class: "small" }, address),
      element("span", { class: "small" }, where)));
}

function choice(option, total) {
  const bar = element("span", { class: "share", "aria-hidden": "true" });
  bar.style.setProperty("--share", String(total ? option.voter_count / total : 0));
  return element(
    "li",
    {},
    element("span", {}, option.text),
    element("span", { class: "small" }, String(option.voter_count ?? 0)),
    bar,
  );
}
