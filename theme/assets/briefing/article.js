/* Writes an article's file as `briefing fmt` would: the same order of keys, the same quotes.

   The order of keys comes from content/schema.py; the page ships it as data. */

// --- text ----------------------------------------------------------------

// No pattern here tries one place after another in a long run of spaces: that would freeze the tab.
const RUNS = /[\t\n\v\f\r\x85\u2028\u2029 ]+/g;

/** The text on one line, without spaces at its ends. */
export const oneLine = (text) => text.replace(RUNS, (run) => (/[^ ]/.test(run) ? " " : run)).trim();

/** The text without such characters at its end. */
export function trimmedEnd(text, characters) {
  let end = text.length;
  while (end && characters.includes(text[end - 1])) end--;
  return text.slice(0, end);
}

/** The text below the header, without empty lines at its beginning and end. */
export const body = (text) =>
  trimmedEnd(text.replace(/\r\n?/g, "\n").replace(/^(?:[ \t]*\n)+/, ""), " \t\n");

// --- values ------------------------------------------------------------------------

// Some YAML parsers do not read these words as text, nor anything that begins with a digit.
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const PLAIN = /^\p{L}[\p{L}\p{N} .'’()/~?+-]*$/u;
const PLAIN_IN_BRACKETS = /^\p{L}[\p{L}\p{N} .'’()/-]*$/u;
const DATES_AND_COUNTS = new Set([
  "date",
  "since",
  "until",
  "killed",
  "civilians_killed",
  "injured",
  "displaced",
]);
const DATE_OR_COUNT = /^[\d.~][\d./~?%+-]*$/;

/** The text in double quotes; characters that YAML takes for line breaks are escaped. */
const quoted = (text) =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function scalar(key, text, plain) {
  if (DATES_AND_COUNTS.has(key) && DATE_OR_COUNT.test(text)) return text;
  // Web addresses are always quoted, because most of them have to be.
  return key !== "url" && plain.test(text) && !NOT_TEXT.test(text) ? text : quoted(text);
}

/** A text or, in brackets or braces, texts, as an item of a list or a mapping. */
export function item(key, value) {
  if (Array.isArray(value)) {
    return value.length === 1
      ? item(key, value[0])
      : `[${value.map((one) => item(key, one)).join(", ")}]`;
  }
  return typeof value === "string"
    ? scalar(key, value, PLAIN_IN_BRACKETS)
    : inBraces(value, Object.keys(value));
}

/** A text or texts behind a key on a line of its own. */
export function scalarOrList(key, value) {
  const [one, ...more] = [value].flat();
  return typeof one === "string" && !more.length ? scalar(key, one, PLAIN) : item(key, value);
}

// --- the file ----------------------------------------------------------------------

/** The keys of an entry that have a value, in order. */
const usedKeys = (entry, order) => order.filter((key) => entry[key] !== undefined);

export const inBraces = (entry, order) =>
  `{${usedKeys(entry, order)
    .map((key) => `${key}: ${item(key, entry[key])}`)
    .join(", ")}}`;

export const rowLines = (entry, order) =>
  usedKeys(entry, order).map(
    (key, index) => `${index ? "    " : "  - "}${key}: ${scalarOrList(key, entry[key])}`,
  );

export function linesOf(key, value, order) {
  if (key === "source" && typeof value === "object" && !Array.isArray(value))
    return [`source: ${inBraces(value, order.sources)}`];
  if (key === "sources") {
    return [
      "sources:",
      ...Object.entries(value).map(
        ([name, entry]) => `  ${name}: ${inBraces(entry, order.sources)}`,
      ),
    ];
  }
  if (order[key]) return [`${key}:`, ...value.flatMap((entry) => rowLines(entry, order[key]))];
  return [`${key}: ${scalarOrList(key, value)}`];
}

/**
 * The whole file.
 * @param {object} article the values by key: text, lists of texts or mappings, a source, and lists of rows
 * @param {string} text the text below the header
 * @param {{order: object, setApart: string[]}} form the order of the keys of each kind of entry,
 *   and the keys that have an empty line before them
 */
export function articleFile(article, text, { order, setApart }) {
  const lines = usedKeys(article, order.article).flatMap((key) => [
    // `source` and `sources` belong together.
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

/** Unique keys by which rows refer to sources, such as `afp`; YAML reads each of them as text. */
export function sourceKeys(sources, taken = []) {
  const keys = [];
  for (const { publisher } of sources) {
    const slug = slugOf(publisher, 30);
    const key = /^[a-z]/.test(slug) && !NOT_TEXT.test(slug) ? slug : "source";
    let [unique, number] = [key, 1];
    while (keys.includes(unique) || taken.includes(unique)) unique = `${key}-${++number}`;
    keys.push(unique);
  }
  return keys;
}

/** A title as a part of a file's name; what has no ASCII letters keeps its own, as in Arabic. */
const stemOf = (title) =>
  title
    .normalize("NFKD")
    .replace(/(\p{sc=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$|[\ud800-\udbff]$/g, "");

/** The name of the file: the month and the title, in letters and digits. */
export function fileName({ title, date }) {
  const month = /\d{4}(?:-\d{2})?/.exec(date)?.[0];
  return `${[month, stemOf(title) || "article"].filter(Boolean).join("-")}.md`;
}
