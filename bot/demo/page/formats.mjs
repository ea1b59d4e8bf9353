/** Formatting of a text still being written: ranges that follow the typing, and become Telegram's entities. */

// Each range is {type, start, end, url?}; nothing here touches the page, so all of it is plain values.

/** The ranges after the text was changed from `before` to `after` in one place. */
export function follow(ranges, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const cut = before.length - tail;
  const grown = after.length - before.length;
  const moved = (at, opening) => {
    if (at < head || (at === head && !opening)) return at;
    if (at >= cut) return at + grown;
    return opening ? cut + grown : head;
  };
  return ranges
    .map((range) => ({ ...range, start: moved(range.start, true), end: moved(range.end, false) }))
    .filter((range) => range.start < range.end);
}

/** Give the part from `start` to `end` this format, or take it away where the whole part has it already. */
export function toggle(ranges, type, start, end, url = undefined) {
  const same = ranges.filter((range) => range.type === type);
  const others = ranges.filter((range) => range.type !== type);
  const covered = same.some((range) => range.start <= start && range.end >= end);
  if (covered && url === undefined) return [...others, ...same.flatMap((range) => without(range, start, end))];
  // Telegram allows nothing inside code, and no code inside anything but a quote.
  const isCode = (range) => type === "code" || range.type === "code";
  const clash = (range) => isCode(range) && type !== "blockquote" && range.type !== "blockquote";
  const kept = others.flatMap((range) => (clash(range) ? without(range, start, end) : [range]));
  // Two links are two, even side by side; two bold parts that touch are one.
  const joined = url === undefined ? same.filter((range) => range.end >= start && range.start <= end) : [];
  const apart = same.filter((range) => !joined.includes(range)).flatMap((range) => without(range, start, end));
  const whole = {
    type,
    start: Math.min(start, ...joined.map((range) => range.start)),
    end: Math.max(end, ...joined.map((range) => range.end)),
    ...(url === undefined ? {} : { url }),
  };
  return [...kept, ...apart, whole];
}

function without(range, start, end) {
  if (range.end <= start || range.start >= end) return [range];
  return [{ ...range, end: start }, { ...range, start: end }].filter((rest) => rest.start < rest.end);
}

export function has(ranges, type, start, end) {
  return ranges.some((range) => range.type === type && range.start <= start && range.end >= end);
}

/** The text as it is sent, without white space around it, and its entities. */
export function finished(text, ranges) {
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const entities = ranges
    .map(({ type, start, end, url }) => ({
      type,
      start: Math.max(0, start - lead),
      end: Math.min(trimmed.length, end - lead),
      url,
    }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .map(({ type, start, end, url }) => ({
      type,
      offset: start,
      length: end - start,
      ...(url === undefined ? {} : { url }),
    }));
  return { text: trimmed, entities };
}
