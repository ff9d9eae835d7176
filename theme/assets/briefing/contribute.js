/* Runs the form that writes an article: checks it, shows the file, and downloads or proposes it. */

import { articleFile, body, fileName, oneLine, sourceKeys } from "./article.js";
import { changedFile, describedBy, differences, fixedRows, sourcesOf } from "./changes.js";
import * as faults from "./faults.js";
import { plain, readFile, UNREAD, UnreadableHeader, valueOfKey } from "./header.js";

const form = document.getElementById("_form");
const data = JSON.parse(document.getElementById("_data").textContent);
const { defaults } = data.form;
const CLAIMS = ["backing", "events", "statements", "roles"];

const fieldOf = (element) => element.closest(".b-field");
const labelOf = (element) => element.closest("label").firstChild.textContent.trim();
const rowsOf = (kind) => [...form.querySelectorAll(`[data-rows=${kind}] .b-form__row`)];
const fieldsOf = (part) => [...part.querySelectorAll("[name]")];

// --- reading the form ----------------------------------------------------------------

const knownNames = new Map(
  [...document.querySelectorAll("#_names option")].map((option) => [
    faults.folded(option.value),
    option.value,
  ]),
);
knownNames.set("unnamed", "unnamed");
const isKnown = (name) => knownNames.has(faults.folded(name));

/** The names in a text, separated by semicolons; or by commas, if all of them are known. */
function splitNames(text) {
  const parts = oneLine(text)
    .split(";")
    .flatMap((part) => {
      const pieces = part.split(",");
      return !isKnown(part) && pieces.every(isKnown) ? pieces : [part];
    });
  return [
    ...new Map(parts.map((part) => [faults.folded(part), faults.visible(part).trim()])).values(),
  ].filter(Boolean);
}

const NAME_TYPES = new Set(["names", "sides", "name"]);
const MAY_BE_UNNAMED = new Set(["said_by", "denied_by", "who"]);
function valueOf(element) {
  const { is } = element.dataset;
  const text = oneLine(element.value);
  if (is === "name") return text ? [faults.visible(text).trim()] : [];
  if (NAME_TYPES.has(is)) return splitNames(element.value);
  if (is === "amounts") return text.split(";").map(oneLine).filter(Boolean);
  return element.name === "publisher" ? faults.visible(text).trim() : text;
}

/** The values of the fields of a part of the form that are filled in, by name. */
function filledFields(part) {
  const fields = {};
  for (const element of fieldsOf(part)) {
    if (element.dataset.locked) continue;
    if (element.type === "checkbox") {
      if (element.checked) (fields[element.name] ??= []).push(element.value);
    } else {
      const value = valueOf(element);
      if (value.length) fields[element.name] = value;
    }
  }
  return fields;
}

/* The article that is there and is changed, if one is: its file, and what the form said at first. */
let opened = null;
const isOfFile = (row) => row.dataset.place !== undefined;

/** Whether anything was typed or ticked in a row; a choice from a list does not count. */
const isBegun = (row) =>
  isOfFile(row) ||
  fieldsOf(row).some((field) =>
    field.type === "checkbox" ? field.checked : field.matches("input") && oneLine(field.value),
  );

/** Leaves out values that are the default. */
const withoutDefaults = (kind, fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => defaults[kind][key] !== value),
  );

const sourceRows = () => rowsOf("sources").filter(isBegun);
const ALL = "all";

/** What the form says: sources with their keys, and the other keys of an article's header. */
function told() {
  const { title = "", date = "", summary, conflict } = filledFields(form.querySelector("fieldset"));
  const header = { title, date, summary, conflict };
  const rows = sourceRows();
  const sources = rows.map((row) => ({ publisher: "", ...filledFields(row) }));
  const given = rows.map((row) => row.dataset.key);
  const isNew = (_, index) => given[index] === undefined;
  const made = sourceKeys(sources.filter(isNew), given);
  const keys = given.map((key) => key ?? made.shift());
  const indexOf = (source) => rows.findIndex((row) => row.dataset.source === source);
  const keyOf = (source) => {
    const index = indexOf(source);
    // The first source is that of every row that names none, unless the file says otherwise.
    return index > 0 || (index === 0 && opened?.isKeyed) ? keys[index] : undefined;
  };
  const withDenial = ({ denied_on: on, denied_source: source, ...fields }) => {
    const key = keyOf(source);
    if (!fields.denied_by || (!on && !key)) return fields;
    const details = { ...(on && { date: on }), ...(key && { source: key }) };
    return { ...fields, denied_by: fields.denied_by.map((who) => ({ who, ...details })) };
  };
  const withSource = ({ source, ...fields }) => {
    const key = keyOf(source);
    const isAll = source === ALL && sources.length > 1;
    return { ...withDenial(fields), source: isAll ? keys : key && [key] };
  };
  for (const kind of CLAIMS) {
    const begun = rowsOf(kind).filter(isBegun);
    if (begun.length)
      header[kind] = begun.map((row) => withSource(withoutDefaults(kind, filledFields(row))));
  }
  return { header, sources, keys };
}

/** The file of a new article. */
function newFile() {
  const { header, sources, keys } = told();
  if (sources.length === 1) header.source = sources[0];
  if (sources.length > 1) {
    [header.source] = keys;
    header.sources = Object.fromEntries(keys.map((key, index) => [key, sources[index]]));
  }
  return articleFile(header, form.elements.text.value, data.form);
}

// --- finding mistakes -----------------------------------------------------------------

const conflict = () =>
  data.conflicts[form.elements.conflict?.selectedIndex ?? 0] ?? { sides: [], names: [] };
const nearestAmong = (name, forms) => faults.nearestName(faults.folded(name), forms.keys());
/** The text of a field of names, with one of them replaced. */
const withName = (names, name, replacement) =>
  names.map((one) => (one === name ? replacement : one)).join("; ");

function sideFault(names) {
  const { sides, names: members } = conflict();
  if (opened && !sides.length) return null;
  const forms = new Map(members.map((name) => [faults.folded(name), name]));
  const unknown = names.filter((name) => !forms.has(faults.folded(name)));
  if (!unknown.length) return null;
  const near = nearestAmong(unknown[0], forms);
  const fixes = near ? [forms.get(near)] : sides;
  return {
    message: `“${unknown.join("”, “")}” is on no side of the conflict.`,
    fixes: fixes.map((name) => withName(names, unknown[0], name)),
  };
}

/* Whether an article stands at an address; asked once, as the answer is on the server. */
const articlesThere = new Map();

function fileFault(name) {
  if (opened) return null;
  const fault = faults.fileNameFault(name);
  if (fault) return fault;
  const stem = name.replace(/\.md$/, "");
  clearTimeout(asking);
  if (!articlesThere.has(stem)) asking = setTimeout(() => askForArticle(stem), PAUSE);
  return articlesThere.get(stem)
    ? {
        message: "There is an article with this name. Choose another name for yours.",
        fixes: [`${stem}-2.md`],
      }
    : null;
}

let asking;
const PAUSE = 300; // Milliseconds after the last letter.

async function askForArticle(stem) {
  try {
    const answer = await fetch(new URL(`../articles/${encodeURIComponent(stem)}/`, location));
    articlesThere.set(stem, answer.ok);
    if (answer.ok) refresh();
  } catch {
    // Without an answer the name may be free: whoever reviews the change sees it.
  }
}

const CHECKS = {
  date: faults.dateFault,
  count: faults.countFault,
  address: faults.addressFault,
  file: fileFault,
  id: faults.idFault,
  amounts: (amounts) => amounts.map(faults.amountFault).find(Boolean),
  sides: sideFault,
};

function unnamedFault(element) {
  if (!NAME_TYPES.has(element.dataset.is) || MAY_BE_UNNAMED.has(element.name)) return null;
  return valueOf(element).some((name) => faults.folded(name) === "unnamed")
    ? { message: "Only who says or denies something can be unnamed. Name the actor here." }
    : null;
}

/** Whether a field says what it said when the file was opened, which the checker has taken. */
const isAsOpened = (element) => element.dataset.opened === element.value;

const ownFault = (element, value) =>
  faults.invisibleCharacterFault(element.value) ??
  unnamedFault(element) ??
  CHECKS[element.dataset.is]?.(value);

function faultOf(element, fields) {
  if (element.dataset.locked) return null;
  const value = valueOf(element);
  if (!value.length)
    return element.getAttribute("aria-required") ? { message: "This is needed." } : null;
  return (
    (isAsOpened(element) ? null : ownFault(element, value)) ??
    (element.name === "until" && fields.since ? faults.endFault(fields.since, value) : null)
  );
}

/** All mistakes in the form, in the order of its fields. */
function allFaults() {
  const [articleFields] = form.querySelectorAll("fieldset");
  const sources = rowsOf("sources");
  const claims = CLAIMS.flatMap(rowsOf);
  const parts = [
    articleFields,
    ...sources.filter((row, index) => isBegun(row) || index === 0),
    ...claims.filter(isBegun),
  ];
  const found = parts.flatMap((part) => {
    const fields = filledFields(part);
    return fieldsOf(part)
      .map((element) => ({ element, ...faultOf(element, fields) }))
      .filter(({ message }) => message);
  });
  for (const row of rowsOf("backing").filter(isBegun)) {
    const fields = filledFields(row);
    if (fields.denied_on && !fields.denied_by)
      found.push({ element: row.querySelector("[name=denied_by]"), message: "Say who denies it." });
  }
  for (const row of rowsOf("statements").filter(isBegun)) {
    const isSaid = (name) => oneLine(row.querySelector(`[name=${name}]`).value);
    if (!isSaid("what") && !isSaid("about"))
      found.push({
        element: row.querySelector("[name=what]"),
        message: "Say what was said, or about whom.",
      });
  }
  if (!opened && !claims.some(isBegun)) {
    const element =
      claims[0]?.querySelector("[name]") ?? form.querySelector("[data-rows=backing] [data-add]");
    found.push({
      element,
      message: "Nothing is claimed yet. Fill in a position, an event, a statement or a post.",
      isLate: true,
    });
  }
  const name = form.elements.file;
  const fault = faultOf(name, {});
  if (fault) found.push({ element: name, ...fault });
  return found;
}

const LOCKED = "The file says more here than this field can hold. It stays as it is.";
const MOST_SUGGESTIONS = 20;
const JOINED = / (?:and|&|\+) /i;

/** Names that nobody has used yet: not a mistake, but worth a second look. */
function newNames(element) {
  if (element.dataset.locked) return { message: LOCKED };
  if (!NAME_TYPES.has(element.dataset.is)) return null;
  const typed = valueOf(element);
  const unknown = typed.filter((name) => !isKnown(name));
  if (!unknown.length) return null;
  const joined = unknown.find((name) => JOINED.test(name));
  if (joined) {
    return {
      message: `Is “${joined}” one name, or are these two?`,
      fixes: [withName(typed, joined, joined.split(JOINED).join("; "))],
    };
  }
  const suggestions = unknown
    .slice(0, MOST_SUGGESTIONS)
    .map((name) => [name, knownNames.get(nearestAmong(name, knownNames))])
    .filter(([, other]) => other);
  return {
    message: `New here: ${unknown.join(", ")}.${suggestions.length ? " Do you mean another spelling?" : " A new name gets a page of its own."}`,
    fixes: suggestions.map(([name, other]) => withName(typed, name, other)),
  };
}

// --- showing -----------------------------------------------------------------

let isNameTyped = false;
let isTyped = false;
const result = form.querySelector(".b-form__result");
const code = result.querySelector("code");
const notice = result.querySelector("[data-said]");

const create = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Gives the fields of a part ids, and connects them with their hints and messages. */
let fieldCount = 0;
function connectFields(part) {
  for (const element of fieldsOf(part)) {
    element.id = `_field-${++fieldCount}`;
    const field = fieldOf(element);
    if (!field) continue;
    const message = create("p", {
      className: "b-form__fault",
      id: `${element.id}-fault`,
      hidden: true,
    });
    field.append(message);
    const hint = field.querySelector(".b-small");
    if (hint) hint.id = `${element.id}-hint`;
    element.setAttribute("aria-describedby", [hint?.id, message.id].filter(Boolean).join(" "));
  }
}

/** Writes a message below a field, with buttons for the fixes. */
function showMessage(element, { message = "", fixes = [], words } = {}, isFault = true) {
  const line = document.getElementById(`${element.id}-fault`);
  if (!line) return;
  if (message && isFault) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
  const state = JSON.stringify([message, fixes, isFault]);
  // Do not rebuild an unchanged message: a button may be under the pointer, or have the focus.
  if (line.dataset.as === state) return;
  line.dataset.as = state;
  line.hidden = !message;
  line.classList.toggle("b-form__fault--mild", !isFault);
  const buttons = fixes.flatMap((fix) => [
    " ",
    create(
      "button",
      { type: "button", value: fix, className: "b-form__fix" },
      words ?? `Write ${fix}`,
    ),
  ]);
  line.replaceChildren(message, ...buttons);
}

function showMeanings() {
  for (const meaning of form.querySelectorAll("p[data-meaning]")) {
    const [chosen] = meaning.parentElement.querySelector("select").selectedOptions;
    meaning.textContent = chosen?.dataset.meaning ?? "";
  }
}

/** Lists the sources in each claim, for the contributor to choose from. */
function showSources() {
  const rows = sourceRows();
  const choices = rows.map((row, index) => [
    row.dataset.source,
    row.querySelector("[name=publisher]").value.trim() || `Source ${index + 1}`,
  ]);
  if (rows.length > 1) choices.push([ALL, rows.length === 2 ? "both" : "all of them"]);
  if (opened?.isKeyed) choices.unshift(["", "the same as the article"]);
  const state = JSON.stringify(choices);
  for (const field of form.querySelectorAll("[data-whence]")) {
    const select = field.querySelector("select");
    if (field.dataset.as === state || select.dataset.locked) continue;
    field.dataset.as = state;
    field.hidden = rows.length < 2;
    const chosen = select.value;
    select.replaceChildren(
      ...choices.map(([id, words]) => new Option(words, id, false, id === chosen)),
    );
  }
}

function showSides() {
  const list = document.getElementById("_backed");
  list.replaceChildren(...conflict().names.map((name) => new Option(name, name)));
}

/** Numbers the rows of each kind that has several. */
function numberRows() {
  for (const kind of ["sources", ...CLAIMS]) {
    const rows = rowsOf(kind);
    rows.forEach((row, index) => {
      const legend = row.querySelector("legend");
      legend.dataset.one ??= legend.textContent;
      const [, noun] = legend.dataset.one.split(" ");
      legend.textContent =
        rows.length > 1
          ? `${noun[0].toUpperCase()}${noun.slice(1)} ${index + 1}`
          : legend.dataset.one;
    });
  }
}

/** The name of a field, with that of the row it is in. */
function fullLabel(element) {
  const label = element.name ? labelOf(element) : element.textContent;
  const legend = element.closest(".b-form__row")?.querySelector("legend").textContent;
  return legend ? `${legend}, ${label}` : label;
}

function refresh() {
  showSources();
  showMeanings();
  if (!isNameTyped && !opened) form.elements.file.value = fileName(told().header);
  const text = opened ? fileWithChanges() : newFile();
  code.textContent = text;
  const mistakes = allFaults();
  const shown = new Map(
    mistakes
      .filter(({ element, isLate }) => form.dataset.tried || (element.dataset.touched && !isLate))
      .map((mistake) => [mistake.element, mistake]),
  );
  for (const element of fieldsOf(form)) {
    const { touched, locked } = element.dataset;
    const mild = touched || locked || form.dataset.tried ? newNames(element) : null;
    if (shown.has(element)) showMessage(element, shown.get(element));
    else showMessage(element, mild ?? {}, false);
  }
  const list = result.querySelector(".b-form__faults");
  list.replaceChildren(
    ...(form.dataset.tried ? mistakes : []).map(({ element, message }) =>
      create("li", {}, create("a", { href: `#${element.id}` }, fullLabel(element)), `: ${message}`),
    ),
  );
  if ("isFault" in notice.dataset) announceCount(mistakes);
  return { text, mistakes };
}

function announce(text, isFault = false) {
  // Screen readers read out each change, even to the same text.
  if (notice.textContent !== text) notice.textContent = text;
  notice.toggleAttribute("data-is-fault", isFault);
}

function announceCount({ length }) {
  if (!length) announce("Nothing is missing or wrong any more.");
  else
    announce(
      `${length === 1 ? "One thing is" : `${length} things are`} still missing or wrong:`,
      true,
    );
}

function focus(element) {
  const details = element.closest("details");
  if (details) details.open = true;
  element.focus();
}

// --- the file -----------------------------------------------------------

// GitHub refuses longer addresses.
const LONGEST_ADDRESS = 8000;

/** The text of the file; if something is wrong, null, and the focus moves there. */
function finishedFile() {
  form.dataset.tried = "yes";
  const { text, mistakes } = refresh();
  if (!mistakes.length) return text;
  announceCount(mistakes);
  focus(mistakes[0].element);
  return null;
}

const actions = {
  download(text) {
    const link = create("a", {
      href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })),
      download: form.elements.file.value,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    announce("The file is on its way to your downloads.");
    isTyped = false;
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      announce("Copied.");
      isTyped = false;
    } catch {
      getSelection().selectAllChildren(code);
      announce("The file is selected: copy it with Ctrl-C.");
    }
  },
  async replace(text) {
    try {
      await navigator.clipboard.writeText(text);
      announce("Copied. In the tab that opens, put it in the place of all that is there.");
      isTyped = false;
    } catch {
      getSelection().selectAllChildren(code);
      announce("Copy the file from here, and put it in the place of what is in the other tab.");
    }
  },
  propose(text, link, event) {
    link.href = `${form.dataset.newFile}?filename=${encodeURIComponent(form.elements.file.value)}&value=${encodeURIComponent(text)}`;
    if (link.href.length <= LONGEST_ADDRESS) {
      announce("GitHub opens in another tab.");
      isTyped = false;
      return;
    }
    event.preventDefault();
    announce(
      "This is too long to send to GitHub directly. Download the file, and upload it there.",
    );
  },
};

// --- an article that is there --------------------------------------------------

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
    const form = canonical(value);
    if (form === unsaid) return undefined;
    return key === "support" && Array.isArray(form) ? [...form].sort() : form;
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
  const isMeant = ({ called }) => called.map(faults.folded).includes(faults.folded(given ?? ""));
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
  opened = { file, rows: new Map(), sources: [], isKeyed: sources.some(({ key }) => key) };
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
  if (!opened.isKeyed && !sources.every(isMovable))
    form.querySelector("[data-rows=sources] > [data-add]").disabled = true;
  for (const kind of CLAIMS) {
    const rows = valueOfKey(file.root, kind)?.items ?? [];
    rows.forEach(({ value }, place) => openRow(kind, value, place));
  }
  opened.header = headerFields();
  opened.text = form.elements.text.value;
}

/** The file that was opened, with what has changed since. */
function fileWithChanges() {
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

/** Say why an article is not opened, and where else it can be changed. */
function refuseToOpen(reason, edit) {
  const links = [create("a", { href: location.pathname, textContent: "Write a new article" })];
  if (edit) {
    links.unshift(
      create("a", { href: edit, rel: "external noopener", textContent: "Edit the file itself" }),
      " · ",
    );
  }
  openedNotice.replaceChildren(reason, " ", ...links);
}

/** Open the article that the address of the page names; return whether the form is of use. */
async function openArticle(path, part) {
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
  if (text === null) {
    const why = "its file holds a comment, or something else that is not published.";
    return refuseToOpen(`${start} ${why}`, edit);
  }
  try {
    const file = readFile(text);
    const fixed = fixedRows(file, CLAIMS);
    if (fixed) throw new UnreadableHeader(`“${fixed}” that is not a list with dashes`);
    fillForm(path, file);
  } catch (error) {
    if (!(error instanceof UnreadableHeader)) throw error;
    return refuseToOpen(`${start} its file holds ${error.message}.`, edit);
  }
  offerReplacing(path, edit);
  const locked = form.querySelectorAll("[data-locked]").length;
  openedNotice.textContent =
    `You are changing “${title}” (${path}). Every line that you do not change stays as it is.` +
    (locked ? " Where the file says more than a field can hold, the field is locked." : "");
  return true;
}

// --- events ------------------------------------------------------------

let sourceCount = 0;

function addRow(kind) {
  const template = form.querySelector(`template[data-row=${kind}]`);
  const added = template.content.firstElementChild.cloneNode(true);
  if (kind === "sources") added.dataset.source = String(++sourceCount);
  connectFields(added);
  form.querySelector(`[data-rows=${kind}] .b-form__rows`).append(added);
  numberRows();
  return added;
}

form.addEventListener("click", (event) => {
  const control = event.target.closest("button, [data-act], .b-form__faults a");
  if (!control) return;
  const { act } = control.dataset;
  if (act) {
    const text = finishedFile();
    if (text === null) event.preventDefault();
    else actions[act](text, control, event);
    return;
  }
  if (control.matches(".b-form__faults a")) {
    event.preventDefault();
    focus(document.getElementById(control.hash.slice(1)));
    return;
  }
  if ("add" in control.dataset)
    addRow(control.closest("[data-rows]").dataset.rows).querySelector("[name]").focus();
  if ("remove" in control.dataset) {
    const kind = control.closest("[data-rows]");
    control.closest(".b-form__row").remove();
    numberRows();
    kind.querySelector("[data-add]").focus();
  }
  if (control.matches(".b-form__fix")) {
    const element = fieldOf(control).querySelector("[name]");
    element.value = control.value;
    if (element.name === "file") isNameTyped = true;
    element.focus();
  }
  refresh();
});
form.addEventListener("input", (event) => {
  isTyped = true;
  if (event.target.name === "file") isNameTyped = event.target.value !== "";
  if (event.target.name === "conflict") showSides();
  refresh();
});

// Wait until the pointer is released: a new message would move the button away from under it.
let isPressed = false;
addEventListener("pointerdown", () => {
  isPressed = true;
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => {
    isPressed = false;
    setTimeout(refresh);
  });
}
form.addEventListener("focusout", (event) => {
  if (!event.target.name) return;
  event.target.dataset.touched = "yes";
  if (!isPressed) refresh();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => {
  if (isTyped) event.preventDefault();
});

async function start() {
  const asked = new URLSearchParams(location.search);
  connectFields(form);
  if (asked.has("open")) {
    openedNotice.hidden = false;
    if (!(await openArticle(asked.get("open"), asked.get("from")))) return;
  } else {
    addRow("sources");
    addRow("backing");
    showSides();
  }
  refresh();
  form.hidden = false;
}

form.querySelectorAll("[data-rows] > [data-add]").forEach((button) => {
  button.id = `_add-${button.closest("[data-rows]").dataset.rows}`;
});
start();
