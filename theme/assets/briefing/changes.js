/* Writes changes into the file of an article; every line that is not changed stays as it is.

   A new value is written as article.js writes it, and in its place among the other keys. */

import { body, inBraces, item, linesOf, rowLines, scalarOrList } from "./article.js";
import { plain, valueOfKey } from "./header.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The values that differ between two mappings, by key; undefined for one that is gone. */
export const differences = (before, after) =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => !same(before[key], after[key]))
      .map((key) => [key, after[key]]),
  );

/** Where a key is put among others: behind the last of those that come before it. */
function placeOf(key, entries, order) {
  const rank = order.indexOf(key);
  const isBefore = (entry) => order.includes(entry.key) && order.indexOf(entry.key) < rank;
  return entries.findLastIndex(isBefore) + 1;
}

class Edits {
  constructor(header) {
    this.header = header;
    this.edits = [];
  }

  replace(start, end, text) {
    this.edits.push({ start, end, text });
  }

  /** Write changes into the mapping of a row or a source. */
  change(node, changes, order) {
    const { header } = this;
    if (!Object.keys(changes).length) return;
    const next = (index) => node.entries[index + 1]?.start ?? node.end;
    const parts = node.entries.map(({ key, keyStart, value }, index) => ({
      key,
      text: header.slice(keyStart, node.isBlock ? next(index) : value.end),
    }));
    for (const [key, value] of Object.entries(changes)) {
      const at = parts.findIndex((part) => part.key === key);
      const text = node.isBlock
        ? `${key}: ${value && scalarOrList(key, value)}\n`
        : `${key}: ${value && item(key, value)}`;
      // An empty line behind a value, before the next row, stays.
      const gap = node.isBlock && at >= 0 ? /\n\n*$/.exec(parts[at].text)[0].slice(1) : "";
      if (value === undefined) parts.splice(at, 1);
      else if (at >= 0) parts[at].text = text + gap;
      else parts.splice(placeOf(key, parts, order), 0, { key, text });
    }
    const [{ keyStart }] = node.entries;
    const column = keyStart - (header.lastIndexOf("\n", keyStart - 1) + 1);
    const lines = parts.map(({ text }) => text);
    if (node.isBlock) this.replace(node.start, node.end, lines.join(" ".repeat(column)));
    else this.replace(node.start, node.end, `{${lines.join(", ")}}`);
  }

  /** Write a key of the whole header anew, add it, or take it out. */
  write(root, key, value, form) {
    const entry = root.entries.find((one) => one.key === key);
    const lines = value === undefined ? [] : linesOf(key, value, form.order);
    const text = lines.map((line) => `${line}\n`).join("");
    if (entry) {
      const above = this.header.slice(0, entry.start).trimEnd().length;
      this.replace(text ? entry.start : above + 1, entry.end, text);
    } else if (text) {
      const before = root.entries[placeOf(key, root.entries, form.order.article) - 1];
      const isApart =
        form.setApart.includes(key) && !(key === "sources" && before.key === "source");
      this.replace(before.end, before.end, `${isApart ? "\n" : ""}${text}`);
    }
  }

  /** Change the rows of a kind, take some out, and add others below the last. */
  rows(root, kind, { changed, added }, form) {
    const list = valueOfKey(root, kind);
    const order = form.order[kind];
    if (!list?.items) {
      if (added.length) this.write(root, kind, added, form);
      return;
    }
    if (!added.length && list.items.every((_, index) => !changed.has(index))) {
      this.write(root, kind, undefined, form);
      return;
    }
    const { column, items, end } = list;
    items.forEach(({ start, value }, index) => {
      if (changed.has(index)) this.change(value, changed.get(index), order);
      else if (items[index + 1]) this.replace(start, items[index + 1].start, "");
      else this.replace(items[index - 1]?.end ?? start, end, "");
    });
    const isSpaced = items.length > 1 && items.at(-1).start > items.at(-2).end;
    const written = added.map((row) =>
      rowLines(row, order).map((line) => `${" ".repeat(column)}${line.slice(2)}\n`),
    );
    const text = written.map((lines) => (isSpaced ? "\n" : "") + lines.join("")).join("");
    this.replace(end, end, text);
  }

  toString() {
    let at = 0;
    let text = "";
    const inOrder = [...this.edits].sort((one, other) => one.start - other.start);
    for (const { start, end, text: written } of inOrder) {
      text += this.header.slice(at, start) + written;
      at = Math.max(at, end);
    }
    return text + this.header.slice(at);
  }
}

/** The first key of rows that are written in a way in which they cannot be changed here, if any. */
export const fixedRows = ({ root }, kinds) =>
  kinds.find((kind) => {
    const rows = valueOfKey(root, kind);
    const isList = rows?.isBlock && rows.kind === "list";
    const isUsual = isList && rows.items.every(({ value }) => value.kind === "mapping");
    return rows && rows.text !== null && !isUsual;
  });

/** The sources of a file: each key of `sources`, or what `source` describes itself. */
export function sourcesOf({ root }) {
  const described = valueOfKey(root, "sources");
  const keyed = described?.kind === "mapping" ? described.entries : [];
  const keys = keyed.map(({ key }) => key);
  const source = valueOfKey(root, "source");
  const own = source?.kind === "list" ? source.items.map(({ value }) => value) : [source];
  return [
    ...keyed.map(({ key, value }) => ({ key, value })),
    ...own
      .filter((value) => value && plain(value) !== null && !keys.includes(value.text))
      .map((value) => ({ key: null, value })),
  ];
}

/** What a source is described by; the name of a publisher is a description. */
export function describedBy(node) {
  const told = plain(node);
  if (typeof told !== "object") return { publisher: told };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}

/**
 * The file of an article with changes in it.
 * @param {object} file as header.js reads it
 * @param {{header: object, rows: object, sources: object[], added: object, text: ?string}} changes
 *   of the header by key; of the rows of each kind; of the sources in their order, of which those
 *   behind the ones of the file are new, each as [key, values]; the text, if it is another one
 * @param {{order: object, setApart: string[]}} form as in article.js
 */
export function changedFile(file, { header, rows, sources, added, text }, form) {
  const edits = new Edits(file.header);
  const { root } = file;
  for (const [key, value] of Object.entries(header)) edits.write(root, key, value, form);
  const there = sourcesOf(file);
  if (added.length && !there.some(({ key }) => key)) {
    // What the article has gets a key, by which rows tell it from the new one.
    const own = there.map(({ value }, index) => {
      const { key, changes } = sources[index];
      return [key, { ...describedBy(value), ...changes }];
    });
    const keys = (own.length ? own : added.slice(0, 1)).map(([key]) => key);
    edits.write(root, "source", keys, form);
    edits.write(root, "sources", Object.fromEntries([...own, ...added]), form);
  } else {
    there.forEach(({ value }, index) => {
      const { changes } = sources[index];
      if (value.kind === "mapping") edits.change(value, changes, form.order.sources);
      else if (Object.keys(changes).length) {
        const told = { ...describedBy(value), ...changes };
        edits.replace(value.start, value.end, inBraces(told, form.order.sources));
      }
    });
    if (added.length) {
      const described = valueOfKey(root, "sources");
      const [{ keyStart, start }] = described.entries;
      const indent = " ".repeat(keyStart - start);
      const lines = added.map(
        ([key, told]) => `${indent}${key}: ${inBraces(told, form.order.sources)}\n`,
      );
      edits.replace(described.end, described.end, lines.join(""));
    }
  }
  for (const [kind, changed] of Object.entries(rows)) edits.rows(root, kind, changed, form);
  const below = text === null ? file.below : `\n${body(text) && `\n${body(text)}\n`}`;
  return `${file.above}${edits}${file.fence}${below}`;
}
