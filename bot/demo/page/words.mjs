/** The page's texts by language; a test holds both to the same keys. */

import { en } from "./words/en.mjs";
import { fr } from "./words/fr.mjs";

/** French typography wants a no-break space before : ; ! ? and inside « ». */
function typeset(text) {
  return text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
}

function typesetAll(words) {
  return Object.fromEntries(
    Object.entries(words).map(([key, text]) => {
      if (typeof text === "string") return [key, typeset(text)];
      if (typeof text === "function") return [key, (...values) => typeset(text(...values))];
      return [key, text];
    }),
  );
}

export const WORDS = { fr: typesetAll(fr), en };
