/* Opens an article that is there in the form, and writes what is changed into its file. */

import { body, oneLine } from "./article.js";
import { changedFile, describedBy, differences, fixedRows, sourcesOf } from "./changes.js";
import { folded } from "./faults.js";
import {
  addRow,
  ALL,
  CLAIMS,
  create,
  data,
  defaults,
  fieldsOf,
  filledFields,
  form,
  isBegun,
  isOfFile,
  rowsOf,
  showSides,
  showSources,
  sourceRows,
  told,
} from "./fields.js";
import { plain, readFile, UNREAD, UnreadableHeader, valueOfKey } from "./header.js";

/* The article that is there and is changed, if one is: its file, and what the form said at first. */
let opened = null;
export const isOpened = () => opened !== null;

/** A value as text or list of texts, in the one form that all ways to write it share. */
function canonical(value) {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    return items.length > 1 ? items : items[0];
  }
  if (value === null || typeof value !== "object") return value ?? undefined;
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  if (entries.length === 1 && entries[0][0] === "who") return value.who;
  return Object.fromEntries(entries.map(([key, one]) => [key, canonical(one)]).sort());
}

/** Whether the form says what the file says under a key. */
function isHeld(kind, key, inForm, inFile) {
  const unsaid = { ...defaults[kind], support: "unspecified" }[key];
  const [one, other] = [inForm, inFile].map((value) => {
    const said = canonical(value);
    if (said === unsaid) return undefined;
    return key === "support" && Array.isArray(said) ? [...said].sort() : said;
  });
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Keep a field from being changed, and show in it what is written in the file. */
function lock(element, written) {
  element.dataset.locked = "yes";
  if (element.matches("select")) element.replaceChildren(new Option(written));
  else if (element.type !== "checkbox") element.value = written;
  if (element.matches("select, [type=checkbox]")) element.disabled = true;
  else element.readOnly = true;
}

const wordsOf = (value) =>
  [value ?? []]
    .flat()
    .map((one) => one?.who ?? one)
    .join("; ");

/** Write what a mapping of the file says into the fields of a part of the form. */
function fillFields(part, values) {
  for (const element of fieldsOf(part)) {
    const value = values[element.name];
    if (element.type === "checkbox") element.checked = [value].flat().includes(element.value);
    else if (element.matches("input")) element.value = wordsOf(value);
    else if (element.matches("select:not([data-whence] *)") && value) element.value = value;
  }
}

/** Lock the fields of those keys of which the form does not say all that the file says. */
function lockFields(part, kind, inForm, inFile, node) {
  for (const element of fieldsOf(part)) {
    const key = element.name.startsWith("denied_") ? "denied_by" : element.name;
    const value = node && valueOfKey(node, key);
    if (!isHeld(kind, key, inForm[key], inFile[key]))
      lock(element, value ? oneLine(opened.file.header.slice(value.start, value.end)) : "");
    element.dataset.opened = element.value;
  }
}

/** Put one row of the file into the form. */
function openRow(kind, node, place) {
  const row = addRow(kind);
  row.dataset.place = place;
  showSources();
  const values = plain(node);
  fillFields(row, values);
  // A side of another conflict than that of the article is not known here.
  if (values.conflict) row.querySelector("[data-is=sides]")?.setAttribute("data-is", "names");
  const idOf = (key) => rowsOf("sources").find((one) => one.dataset.key === key)?.dataset.source;
  const keys = rowsOf("sources").map((one) => one.dataset.key);
  const choose = (name, source) => {
    const given = [source ?? []].flat();
    const isAll = given.length > 1 && JSON.stringify(given) === JSON.stringify(keys);
    const select = row.querySelector(`[name=${name}]`);
    if (select) select.value = isAll ? ALL : (idOf(given[0]) ?? select.options[0]?.value ?? "");
  };
  choose("source", values.source);
  const [denial] = [values.denied_by ?? []].flat();
  const on = row.querySelector("[name=denied_on]");
  if (on) on.value = denial?.date ?? "";
  choose("denied_source", denial?.source);
  const inForm = () => told().header[kind][place];
  lockFields(row, kind, inForm(), values, node);
  opened.rows.set(row, inForm());
  const fold = row.querySelector("details");
  if (fold) fold.open = fieldsOf(fold).some((one) => one.matches("input") && one.value);
}

function openSource({ key, value }, place) {
  const row = addRow("sources");
  row.dataset.place = place;
  if (key) row.dataset.key = key;
  // Rows may refer to it in ways that the form does not see.
  row.querySelector("[data-remove]").remove();
  const values = describedBy(value);
  fillFields(row, values);
  lockFields(row, "sources", filledFields(row), values, value.kind === "mapping" && value);
  opened.sources.push(filledFields(row));
}

/** Choose the conflict of the file, by whichever of its names; or none. */
function openConflict(given) {
  const select = form.elements.conflict;
  if (!select) return;
  const isMeant = ({ called }) => called.map(folded).includes(folded(given ?? ""));
  const index = data.conflicts.findIndex(isMeant);
  if (index < 0) select.append(new Option("not said", ""));
  select.selectedIndex = index < 0 ? data.conflicts.length : index;
  showSides();
}

const headerFields = () => {
  const { title, date, summary, conflict: chosen } = told().header;
  return { title, date, summary, conflict: chosen };
};

/** Fill the form with an article that is there. */
function fillForm(path, file) {
  const values = plain(file.root);
  const sources = sourcesOf(file);
  opened = { file, rows: new Map(), sources: [] };
  const isKeyed = sources.some(({ key }) => key);
  form.toggleAttribute("data-keyed", isKeyed);
  openConflict(values.conflict);
  for (const name of ["title", "date", "summary"]) {
    const element = form.querySelector(`fieldset [name=${name}]`);
    const node = valueOfKey(file.root, name);
    element.value = wordsOf(values[name]);
    const isWhole = isHeld("article", name, told().header[name], values[name]);
    if (!isWhole) lock(element, oneLine(file.header.slice(node.start, node.end)));
    element.dataset.opened = element.value;
  }
  form.elements.text.value = body(file.below);
  form.elements.file.value = path.slice(path.lastIndexOf("/") + 1);
  form.elements.file.readOnly = true;
  sources.forEach(openSource);
  // A source that is written over several lines cannot be moved below a key.
  const isMovable = ({ value }) => !Object.values(describedBy(value)).includes(UNREAD);
  if (!isKeyed && !sources.every(isMovable))
    form.querySelector("[data-rows=sources] > [data-add]").disabled = true;
  for (const kind of CLAIMS) {
    const rows = valueOfKey(file.root, kind)?.items ?? [];
    rows.forEach(({ value }, place) => openRow(kind, value, place));
  }
  opened.header = headerFields();
  opened.text = form.elements.text.value;
}

/** The file that was opened, with what has changed since. */
export function fileWithChanges() {
  const { header, sources, keys } = told();
  const rows = {};
  for (const kind of CLAIMS) {
    rows[kind] = { changed: new Map(), added: [] };
    rowsOf(kind)
      .filter(isBegun)
      .forEach((row, index) => {
        const fields = header[kind][index];
        const { changed, added } = rows[kind];
        if (isOfFile(row))
          changed.set(Number(row.dataset.place), differences(opened.rows.get(row), fields));
        else added.push(fields);
      });
  }
  const { length } = opened.sources;
  const text = form.elements.text.value;
  const changes = {
    header: differences(opened.header, headerFields()),
    rows,
    sources: opened.sources.map((before, index) => {
      const after = filledFields(sourceRows()[index]);
      return { key: keys[index], changes: differences(before, after) };
    }),
    added: sources.slice(length).map((source, index) => [keys[length + index], source]),
    text: text === opened.text ? null : text,
  };
  return changedFile(opened.file, changes, data.form);
}

const openedNotice = document.getElementById("_opened");

/** Say how to hand over a changed file. */
function offerReplacing(path, edit) {
  const acts = form.querySelector(".b-form__acts");
  acts.querySelector("[data-act=propose]")?.remove();
  if (edit) {
    const link = create("a", { href: edit, target: "_blank", rel: "external noopener" });
    link.dataset.act = "replace";
    link.textContent = "Copy it, and edit the file on the code host";
    acts.prepend(link, " ");
  }
  form.querySelector(".b-form__handover").textContent =
    `Or download the file and send it to the editors of this briefing. It takes the place of ${path}.`;
  form.elements.file.closest("label").querySelector(".b-by").textContent = "(stays as it is)";
}

/** Say why an article is not opened, and how else it can be changed. */
function refuseToOpen(reason, instead) {
  const links = [create("a", { href: location.pathname, textContent: "Write a new article" })];
  if (instead) links.unshift(instead, typeof instead === "string" ? " " : " · ");
  openedNotice.replaceChildren(reason, " ", ...links);
  form.dataset.unused = "yes";
}

/** Whoever can edit the file does so; all others ask for it. */
const otherWay = (path, edit) =>
  edit
    ? create("a", { href: edit, rel: "external noopener", textContent: "Edit the file itself" })
    : `Tell the editors of this briefing what should change: they edit content/${path}.`;

/** Open the article that the address of the page names; return whether the form is of use. */
export async function openArticle(path, part) {
  let found;
  try {
    if (!/^[0-9a-f]{2}$/.test(part)) throw new RangeError(part);
    const answer = await fetch(new URL(`files/${part}.json`, location));
    const files = await answer.json();
    found = Object.hasOwn(files, path) ? files[path] : null;
  } catch {
    found = null;
  }
  if (!found) return refuseToOpen(`The article ${path} cannot be read from here.`);
  const { title, text, edit } = found;
  const start = `“${title}” cannot be changed with this form:`;
  const instead = otherWay(path, edit);
  if (text === null) {
    const why =
      "its file holds a comment, or something else that is not published, and the form would lose it.";
    return refuseToOpen(`${start} ${why}`, instead);
  }
  try {
    const file = readFile(text);
    const fixed = fixedRows(file, CLAIMS);
    if (fixed) throw new UnreadableHeader(`“${fixed}” that is not a list with dashes`);
    fillForm(path, file);
  } catch (error) {
    if (!(error instanceof UnreadableHeader)) throw error;
    const why = `its file holds ${error.message}, which the form cannot give back as it is.`;
    return refuseToOpen(`${start} ${why}`, instead);
  }
  offerReplacing(path, edit);
  const locked = form.querySelectorAll("[data-locked]").length;
  openedNotice.textContent =
    `You are changing “${title}” (${path}). Every line that you do not change stays as it is.` +
    (locked ? " Where the file says more than a field can hold, the field is locked." : "");
  return true;
}
