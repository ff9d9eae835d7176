/* Finds the fields of the form and its rows, reads what they say, and adds rows. */

import { oneLine, sourceKeys } from "./article.js";
import { folded, visible } from "./faults.js";

export const form = document.getElementById("_form");
export const data = JSON.parse(document.getElementById("_data").textContent);
export const { defaults } = data.form;
export const CLAIMS = ["backing", "events", "statements", "roles"];

export const fieldOf = (element) => element.closest(".b-field");
export const labelOf = (element) => element.closest("label").firstChild.textContent.trim();
export const rowsOf = (kind) => [...form.querySelectorAll(`[data-rows=${kind}] .b-form__row`)];
export const fieldsOf = (part) => [...part.querySelectorAll("[name]")];

// --- reading the form ----------------------------------------------------------------

export const knownNames = new Map(
  [...document.querySelectorAll("#_names option")].map((option) => [
    folded(option.value),
    option.value,
  ]),
);
knownNames.set("unnamed", "unnamed");
export const isKnown = (name) => knownNames.has(folded(name));

/** The names in a text, separated by semicolons; or by commas, if all of them are known. */
function splitNames(text) {
  const parts = oneLine(text)
    .split(";")
    .flatMap((part) => {
      const pieces = part.split(",");
      return !isKnown(part) && pieces.every(isKnown) ? pieces : [part];
    });
  return [...new Map(parts.map((part) => [folded(part), visible(part).trim()])).values()].filter(
    Boolean,
  );
}

export const NAME_TYPES = new Set(["names", "sides", "name"]);
export const MAY_BE_UNNAMED = new Set(["said_by", "denied_by", "who"]);
export function valueOf(element) {
  const { is } = element.dataset;
  const text = oneLine(element.value);
  if (is === "name") return text ? [visible(text).trim()] : [];
  if (NAME_TYPES.has(is)) return splitNames(element.value);
  if (is === "amounts") return text.split(";").map(oneLine).filter(Boolean);
  return element.name === "publisher" ? visible(text).trim() : text;
}

/** The values of the fields of a part of the form that are filled in, by name. */
export function filledFields(part) {
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

export const isOfFile = (row) => row.dataset.place !== undefined;

/** Whether anything was typed or ticked in a row; a choice from a list does not count. */
export const isBegun = (row) =>
  isOfFile(row) ||
  fieldsOf(row).some((field) =>
    field.type === "checkbox" ? field.checked : field.matches("input") && oneLine(field.value),
  );

/** Leaves out values that are the default. */
const withoutDefaults = (kind, fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => defaults[kind][key] !== value),
  );

export const sourceRows = () => rowsOf("sources").filter(isBegun);
export const ALL = "all";

/** Whether a row without a source has those of the article, which are others than the first. */
const isKeyed = () => "keyed" in form.dataset;

/** What the form says: sources with their keys, and the other keys of an article's header. */
export function told() {
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
    return index > 0 || (index === 0 && isKeyed()) ? keys[index] : undefined;
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

export const conflict = () =>
  data.conflicts[form.elements.conflict?.selectedIndex ?? 0] ?? { sides: [], names: [] };

// --- rows ------------------------------------------------------------------------

export const create = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Gives the fields of a part ids, and connects them with their hints and messages. */
let fieldCount = 0;
export function connectFields(part) {
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

/** Lists the sources in each claim, for the contributor to choose from. */
export function showSources() {
  const rows = sourceRows();
  const choices = rows.map((row, index) => [
    row.dataset.source,
    row.querySelector("[name=publisher]").value.trim() || `Source ${index + 1}`,
  ]);
  if (rows.length > 1) choices.push([ALL, rows.length === 2 ? "both" : "all of them"]);
  if (isKeyed()) choices.unshift(["", "the same as the article"]);
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

export function showSides() {
  const list = document.getElementById("_backed");
  list.replaceChildren(...conflict().names.map((name) => new Option(name, name)));
}

/** Numbers the rows of each kind that has several. */
export function numberRows() {
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

let sourceCount = 0;

export function addRow(kind) {
  const template = form.querySelector(`template[data-row=${kind}]`);
  const added = template.content.firstElementChild.cloneNode(true);
  if (kind === "sources") added.dataset.source = String(++sourceCount);
  connectFields(added);
  form.querySelector(`[data-rows=${kind}] .b-form__rows`).append(added);
  numberRows();
  return added;
}
