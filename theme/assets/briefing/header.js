/* Reads the header of an article as it is written: every value as text, with its place.

   Only what `briefing check` has taken is read here, so this need not find mistakes. Whatever is
   written in a rare way is refused; a test compares the values with those of the checker. */

/** Why a header cannot be read here, as the end of a sentence. */
export class UnreadableHeader extends Error {}

const refuse = (what) => {
  throw new UnreadableHeader(what);
};

const KEY = /[\p{L}\p{N}_][^\n:#{}[\],&*!|>'"%@`]*(?=:(?: |\n|$))/uy;
const SPACES = / */y;
const EMPTY_LINES = /(?: *\n)* */y;
const REST = / *(?:\n|$)/y;
const LINE = /[^\n]*/y;
const DOUBLE = /"(?:[^"\\]|\\[^])*"/y;
const SINGLE = /'(?:[^']|'')*'/y;
const NO_PLAIN_START = /[&*!|>%@`'"#]|[-?:](?:\s|$)/y;
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g;
const ESCAPED = { n: "\n", t: "\t", r: "\r", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" };

/** What stands in quotes over several lines, with a space for each line break. */
const unfolded = (text) => {
  if (/\n[ \t]*\n/.test(text)) refuse("a text with an empty line in it");
  return text.replace(/[ \t]*\n[ \t]*/g, " ");
};

const unescaped = (text) =>
  text.replace(ESCAPE, (_, two, four, eight, sign) => {
    if (!sign) return String.fromCodePoint(parseInt(two ?? four ?? eight, 16));
    return ESCAPED[sign] ?? (/[\\"/ ]/.test(sign) ? sign : refuse(`the escape \\${sign}`));
  });

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** What a pattern finds here, or null. */
  find(pattern, at = this.at) {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0] ?? null;
  }

  skip(pattern) {
    this.at += this.find(pattern)?.length ?? 0;
  }

  lineStart(at) {
    return at && this.text.lastIndexOf("\n", at - 1) + 1;
  }

  /** Where the next line with something in it begins to say it, and in which column. */
  next() {
    const at = this.at + this.find(EMPTY_LINES).length;
    return { at, column: at < this.text.length ? at - this.lineStart(at) : -1 };
  }

  isDash(at) {
    return /^-(?:[ \n]|$)/.test(this.text.slice(at, at + 2));
  }

  endLine() {
    const rest = this.find(REST) ?? refuse("something behind a value");
    this.at += rest.length;
  }

  // --- on lines of its own -----------------------------------------------------------

  mapping(column) {
    const entries = [];
    for (;;) {
      const keyStart = this.at;
      const key = this.find(KEY) ?? refuse("a key that is not a plain word");
      this.at += key.length + 1;
      const colon = this.at;
      const value = this.valueBehind(column);
      const start = this.lineStart(keyStart);
      entries.push({ key: key.trimEnd(), start, keyStart, colon, value, end: this.at });
      const next = this.next();
      if (next.column > column) refuse("keys that are not in line");
      if (next.column < column || this.isDash(next.at)) break;
      this.at = next.at;
    }
    return { kind: "mapping", isBlock: true, entries, start: entries[0].keyStart, end: this.at };
  }

  list(column) {
    const items = [];
    for (;;) {
      const start = this.lineStart(this.at);
      this.at += 1;
      const value = this.valueBehind(column, true);
      items.push({ start, value, end: this.at });
      const next = this.next();
      if (next.column > column) refuse("rows that are not in line");
      if (next.column < column || !this.isDash(next.at)) break;
      this.at = next.at;
    }
    return { kind: "list", isBlock: true, column, items, start: items[0].start, end: this.at };
  }

  /** The value behind a colon or a dash. */
  valueBehind(column, isItem = false) {
    if (this.find(REST) === null) {
      this.skip(SPACES);
      if (isItem && this.isDash(this.at)) refuse("a list in a list");
      if (isItem && this.find(KEY)) return this.mapping(this.at - this.lineStart(this.at));
      return this.inline(column);
    }
    const start = this.at;
    const next = this.next();
    const isDash = this.isDash(next.at);
    if (next.column > column || (!isItem && isDash && next.column === column)) {
      this.at = next.at;
      if (isDash) return this.list(next.column);
      return this.find(KEY) ? this.mapping(next.column) : this.inline(column);
    }
    this.endLine();
    return { kind: "text", text: null, start, end: start };
  }

  /** A value that begins on this line, up to the end of its last line. */
  inline(column) {
    const start = this.at;
    const sign = this.text[start];
    let text;
    if (sign === "|" || sign === ">") {
      // What it says is not needed: the form shows it, and does not change it.
      this.skip(LINE);
      this.endLine();
      for (let next = this.next(); next.column > column; next = this.next()) {
        this.at = next.at;
        this.skip(LINE);
        this.endLine();
      }
      return { kind: "text", text: UNREAD, start, end: this.at };
    }
    if ("{[".includes(sign)) {
      const node = this.flow();
      this.endLine();
      return node;
    }
    if (`"'`.includes(sign)) text = this.quoted();
    else {
      if (this.find(NO_PLAIN_START)) refuse("an anchor, a tag or a sign that YAML reads");
      text = this.find(LINE).trim();
      this.skip(LINE);
      for (let next = this.next(); next.column > column; next = this.next()) {
        if (next.at > this.text.indexOf("\n", this.at) + next.column + 1)
          refuse("a text with an empty line in it");
        this.at = next.at;
        text += ` ${this.find(LINE).trim()}`;
        this.skip(LINE);
      }
      if (/\s#/.test(text)) refuse("a comment");
      if (/^(?:~|null)$/.test(text)) text = null;
    }
    const end = this.at;
    this.endLine();
    return { kind: "text", text, start, end };
  }

  // --- in quotes, brackets and braces ------------------------------------------------

  quoted() {
    const isDouble = this.text[this.at] === '"';
    const found = this.find(isDouble ? DOUBLE : SINGLE) ?? refuse("a quote that does not end");
    this.at += found.length;
    if (isDouble && /\\\n/.test(found)) refuse("a line that ends with \\");
    const inside = unfolded(found.slice(1, -1));
    return isDouble ? unescaped(inside) : inside.replaceAll("''", "'");
  }

  /** A word or text in brackets or braces. */
  flowText() {
    if (`"'`.includes(this.text[this.at])) return this.quoted();
    if (this.find(NO_PLAIN_START)) refuse("an anchor, a tag or a sign that YAML reads");
    const start = this.at;
    const { text } = this;
    while (this.at < text.length && !",[]{}".includes(text[this.at])) {
      if (text[this.at] === ":" && /[\s,[\]{}]/.test(text[this.at + 1] ?? " ")) break;
      this.at += 1;
    }
    while (/\s/.test(text[this.at - 1]) && this.at > start) this.at -= 1;
    return unfolded(text.slice(start, this.at));
  }

  flowSpace() {
    this.skip(/[ \n]*/y);
  }

  flow() {
    const start = this.at;
    const sign = this.text[start];
    if (sign !== "{" && sign !== "[") {
      const isPlain = !`"'`.includes(sign);
      const text = this.flowText();
      const isMissing = isPlain && /^(?:~|null)?$/.test(text);
      return { kind: "text", text: isMissing ? null : text, start, end: this.at };
    }
    const isMapping = sign === "{";
    const close = isMapping ? "}" : "]";
    const parts = [];
    this.at += 1;
    for (;;) {
      this.flowSpace();
      if (this.text[this.at] === close) break;
      const keyStart = this.at;
      if (isMapping) {
        const key = this.flowText();
        this.flowSpace();
        if (this.text[this.at] !== ":") refuse("a key without a colon");
        this.at += 1;
        const colon = this.at;
        this.flowSpace();
        parts.push({ key, keyStart, colon, value: this.flow() });
      } else parts.push({ start: keyStart, value: this.flow() });
      this.flowSpace();
      if (this.text[this.at] === ",") this.at += 1;
      else if (this.text[this.at] !== close) refuse("a bracket that does not end");
    }
    this.at += 1;
    const node = { isBlock: false, start, end: this.at };
    return isMapping
      ? { ...node, kind: "mapping", entries: parts }
      : { ...node, kind: "list", items: parts };
  }
}

/** Stands for a text that is written over several lines with `|` or `>`. */
export const UNREAD = Object.freeze({ unread: "a text over several lines" });

/** The text, list or mapping that a value stands for: null if it is empty. */
export function plain(node) {
  if (node.kind === "text") return node.text;
  if (node.kind === "list") return node.items.map(({ value }) => plain(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

/** The value of a key of a mapping; undefined if there is none. */
export const valueOfKey = (mapping, key) => mapping.entries.find((one) => one.key === key)?.value;

/**
 * An article's file in three parts, and the values of its header with their places.
 * @throws {UnreadableHeader} it is written in a way that is not read here
 */
export function readFile(text) {
  const opening = /^\s*-{3,}[ \t]*\n/.exec(text) ?? refuse("no header");
  const rest = text.slice(opening[0].length);
  const closing = /^(?:-{3,}|\.{3})[ \t]*$/m.exec(rest) ?? refuse("no end of the header");
  const header = rest.slice(0, closing.index);
  if (/[\t\x85\u2028\u2029]/.test(header)) refuse("a tab or an unusual line break");
  const reader = new Reader(header);
  reader.at = reader.next().at;
  if (reader.at !== reader.lineStart(reader.at)) refuse("keys that are not in line");
  const root = reader.mapping(0);
  if (reader.next().column >= 0) refuse("something behind the last key");
  const fence = closing[0].length;
  return {
    above: opening[0],
    header,
    fence: closing[0],
    below: rest.slice(closing.index + fence),
    root,
  };
}
