/* Writes an article's file in the order and form that headers have here.

   `briefing fmt` leaves it as it is. The order comes from content/schema.py, with the page. */

// --- what was typed ----------------------------------------------------------------

const BREAKS =
  /[\t\n\v\f\r\x85\u2028\u2029 ]*[\t\n\v\f\r\x85\u2028\u2029][\t\n\v\f\r\x85\u2028\u2029 ]*/g;

/** The text on one line, as it was typed but for the space around it. */
export const oneLine = (text) => text.replace(BREAKS, " ").trim();

/** The text below a header: as it was typed, without empty lines above and below. */
export const body = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .replace(/[ \t\n]+$/, "");

// --- values ------------------------------------------------------------------------

// To other readers of YAML these words, and what begins with a digit, are something else than text.
const NO_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const PLAIN = /^\p{L}[\p{L}\p{N} .'’()/~?+-]*$/u;
const PLAIN_IN_BRACKETS = /^\p{L}[\p{L}\p{N} .'’()/-]*$/u;
const DATES_AND_COUNTS = new Set(["date", "since", "until", "killed"]);
const DATE_OR_COUNT = /^[\d.~][\d./~?%+-]*$/;

/** In double quotes; what YAML would take for the end of a line is written as in JSON. */
const quoted = (text) =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function scalar(key, text, plain) {
  if (DATES_AND_COUNTS.has(key) && DATE_OR_COUNT.test(text)) return text;
  // Addresses are always quoted here: so many of them have to be.
  return key !== "url" && plain.test(text) && !NO_TEXT.test(text) ? text : quoted(text);
}

const value = (key, found) =>
  !Array.isArray(found)
    ? scalar(key, found, PLAIN)
    : found.length === 1
      ? scalar(key, found[0], PLAIN)
      : `[${found.map((one) => scalar(key, one, PLAIN_IN_BRACKETS)).join(", ")}]`;

// --- the file ----------------------------------------------------------------------

/** The keys of an entry that say something, as the order has them. */
const ordered = (entry, order) => order.filter((key) => entry[key] !== undefined);

const inBraces = (entry, order) =>
  `{${ordered(entry, order)
    .map((key) => `${key}: ${scalar(key, entry[key], PLAIN_IN_BRACKETS)}`)
    .join(", ")}}`;

const row = (entry, order) =>
  ordered(entry, order).map(
    (key, place) => `${place ? "    " : "  - "}${key}: ${value(key, entry[key])}`,
  );

function linesOf(key, found, order) {
  if (key === "source" && typeof found === "object")
    return [`source: ${inBraces(found, order.sources)}`];
  if (key === "sources") {
    return [
      "sources:",
      ...Object.entries(found).map(
        ([name, entry]) => `  ${name}: ${inBraces(entry, order.sources)}`,
      ),
    ];
  }
  if (order[key]) return [`${key}:`, ...found.flatMap((entry) => row(entry, order[key]))];
  return [`${key}: ${value(key, found)}`];
}

/**
 * The whole file.
 * @param {object} article by key: text, lists of text, a source, and lists of rows
 * @param {string} text what stands below the header
 * @param {{order: object, setApart: string[]}} form the keys of each entry in order, and those
 *   before which a line is left empty
 */
export function articleFile(article, text, { order, setApart }) {
  const lines = ordered(article, order.article).flatMap((key) => [
    // The two that say where it comes from belong together.
    ...(setApart.includes(key) && !(key === "sources" && article.source) ? [""] : []),
    ...linesOf(key, article[key], order),
  ]);
  const below = body(text);
  return `---\n${lines.join("\n")}\n---\n${below && `\n${below}\n`}`;
}

const slugOf = (text, longest) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, longest)
    .replace(/-+$/, "");

/** The short names by which rows refer to sources: each another one, and none that is no text. */
export function sourceKeys(sources) {
  const keys = [];
  for (const { publisher } of sources) {
    const slug = slugOf(publisher, 30);
    const key = /^[a-z]/.test(slug) && !NO_TEXT.test(slug) ? slug : "source";
    let [own, place] = [key, 1];
    while (keys.includes(own)) own = `${key}-${++place}`;
    keys.push(own);
  }
  return keys;
}

/** The name of the file: the month and the title, in plain letters. */
export function fileName({ title, date }) {
  const month = /\d{4}(?:-\d{2})?/.exec(date)?.[0];
  return `${[month, slugOf(title, 60) || "article"].filter(Boolean).join("-")}.md`;
}
