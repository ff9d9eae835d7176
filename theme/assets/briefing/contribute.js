// Writes an article's file out of the form: checks it, shows it, and hands it over.

import { articleFile, fileName, oneLine } from "./article.js";

const form = document.getElementById("_form");
const headerForm = JSON.parse(document.getElementById("_header").textContent);

// --- what was typed ----------------------------------------------------------------

const several = (text) => [...new Set(oneLine(text).split(";").map((one) => one.trim()).filter(Boolean))];

const NAMES = new Set(["by", "to", "said_by", "denied_by", "actors", "who", "about"]);

function value(element) {
  if (element.multiple) return [...element.selectedOptions].map((one) => one.value);
  return NAMES.has(element.name) ? several(element.value) : oneLine(element.value);
}

/** The fields of a part of the form that say something, by name. */
function said(part) {
  const fields = {};
  for (const element of part.querySelectorAll("[name]")) {
    const found = value(element);
    if (found.length) fields[element.name] = found;
  }
  return fields;
}

/** Whether anything was typed into a row; what is chosen from a list says nothing by itself. */
const isBegun = (fields) => Object.keys(fields).some((key) => !["stance", "status", "act", "kind"].includes(key));

/** What the form says, by the keys of a header. */
function article() {
  const own = [...form.querySelectorAll(":scope > fieldset:not([data-rows])")];
  const fields = Object.assign({}, ...own.map(said));
  const { publisher, source_title, url, source_date, source_kind, title = "", date = "", summary, conflict } = fields;
  const found = { title, date, summary, conflict };
  if (publisher) found.source = { publisher, title: source_title, url, date: source_date, kind: source_kind };
  for (const kind of form.querySelectorAll("[data-rows]")) {
    const rows = [...kind.querySelectorAll(".b-form__row")].map(said).filter(isBegun);
    const name = kind.dataset.rows;
    if (rows.length) found[name] = rows.map((row) => withoutDefaults(name, row));
  }
  return found;
}

/** What holds anyway is not written. */
const withoutDefaults = (kind, row) =>
  Object.fromEntries(Object.entries(row).filter(([key, found]) => headerForm.defaults[kind][key] !== found));

// --- what is wrong -----------------------------------------------------------------

const POINT = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$/;

function isDay(text) {
  const found = POINT.exec(text);
  if (!found) return false;
  const [, year, month = "01", day = "01"] = found;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return +year > 0 && !Number.isNaN(+date) && date.toISOString().slice(8, 10) === day;
}

function isDate(text) {
  const ends = text.split("/");
  if (ends.length > 2 || ends.every((end) => end === "..")) return false;
  return ends.every((end) => isDay(end) || (ends.length === 2 && end === ".."));
}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const options = (id) => new Set([...document.getElementById(id).options].map((one) => fold(one.value)));

function fault(element, backed) {
  const label = element.closest("label").firstChild.textContent.trim();
  const found = value(element);
  if (element.getAttribute("aria-required") && !found.length) return `${label}: this is needed.`;
  if (!found.length) return null;
  if (/^(?:date|since|until|source_date)$/.test(element.name) && !isDate(found)) {
    return `${label}: “${found}” is no date. Write 2019-11-15, 2019-11 or 2019; about: 2019-11~; from … to …: 2019-04/2019-06.`;
  }
  if (element.name === "url" && !/^https?:\/\/[^\s/]+\S*$/i.test(found)) {
    return `${label}: an address on the web begins with https://.`;
  }
  if (element.name === "killed" && !/^(?:~?\d+|\d+\+|\d+-\d+)$/.test(found)) {
    return `${label}: write a number, 1000+, 40-53 or ~50.`;
  }
  if (element.name === "file" && !/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.md$/u.test(found)) {
    return `${label}: letters, digits and hyphens, and .md at the end.`;
  }
  if (element.name === "to" && backed.size) {
    const none = found.filter((name) => !backed.has(fold(name)));
    if (none.length) return `${label}: ${none.join(", ")} is on no side of the conflict.`;
  }
  return null;
}

function faults() {
  const backed = options("_backed");
  const found = [];
  for (const element of form.querySelectorAll("[name]")) {
    const message = fault(element, backed);
    if (message) found.push({ element, message });
  }
  const rows = form.querySelectorAll(".b-form__row").length;
  if (!rows) found.push({ element: form.querySelector("[data-add]"), message: "Add at least one position, event or statement: that is what the article claims." });
  return found;
}

/** What is no fault, but worth a second look: a name that nobody has used yet. */
function newNames(article) {
  const known = options("_names");
  known.add("unnamed");
  const used = ["backing", "events", "statements"].flatMap((kind) => article[kind] ?? []).flatMap((fields) => [...NAMES].flatMap((key) => fields[key] ?? []));
  return [...new Set(used)].filter((name) => !known.has(fold(name)));
}

// --- the form ----------------------------------------------------------------------

let nameIsOwn = false;
const result = form.querySelector(".b-form__result");
const code = result.querySelector("code");
const open = result.querySelector("[data-act=open]");
const notice = result.querySelector("[data-said]");
// Longer addresses are refused on the way.
const LONGEST_ADDRESS = 8000;

function refresh() {
  const found = article();
  if (!nameIsOwn) form.elements.file.value = fileName(found);
  const text = articleFile(found, form.elements.text.value, headerForm);
  code.textContent = text;
  const wrong = faults();
  const touched = wrong.filter(({ element }) => element.dataset.touched || form.dataset.tried);
  for (const element of form.querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
  for (const { element } of touched) if (element.name) element.setAttribute("aria-invalid", "true");
  const list = result.querySelector(".b-form__faults");
  const lines = touched.map(({ message }) => message);
  const names = newNames(found);
  if (names.length) lines.push(`New here: ${names.join(", ")}. Look whether another spelling is known already.`);
  list.replaceChildren(...lines.map((message) => Object.assign(document.createElement("li"), { textContent: message })));
  const address = form.dataset.newFile
    ? `${form.dataset.newFile}?filename=${encodeURIComponent(form.elements.file.value)}&value=${encodeURIComponent(text)}`
    : "";
  open.hidden = !address || wrong.length > 0 || address.length > LONGEST_ADDRESS;
  if (!open.hidden) open.href = address;
  return { text, wrong };
}

/** The text of the file; where something is wrong, the focus goes there instead. */
function finished() {
  form.dataset.tried = "yes";
  const { text, wrong } = refresh();
  if (!wrong.length) return text;
  notice.textContent = "Something is still missing or wrong; see below.";
  wrong[0].element.focus();
  return null;
}

const acts = {
  download(text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    link.download = form.elements.file.value;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    notice.textContent = "The file is on its way to your downloads.";
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      notice.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(code);
      notice.textContent = "The file is selected: copy it with Ctrl-C.";
    }
  },
};

function add(kind) {
  const template = form.querySelector(`template[data-row=${kind.dataset.rows}]`);
  const added = template.content.firstElementChild.cloneNode(true);
  kind.querySelector(".b-form__rows").append(added);
  return added;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("add" in button.dataset) add(button.closest("[data-rows]")).querySelector("[name]").focus();
  if ("remove" in button.dataset) {
    const kind = button.closest("[data-rows]");
    button.closest(".b-form__row").remove();
    kind.querySelector("[data-add]").focus();
  }
  if (button.dataset.act) {
    const text = finished();
    if (text !== null) acts[button.dataset.act](text);
    return;
  }
  refresh();
});
form.addEventListener("input", (event) => {
  if (event.target.name === "file") nameIsOwn = event.target.value !== "";
  refresh();
});
form.addEventListener("focusout", (event) => {
  if (event.target.name) event.target.dataset.touched = "yes";
  refresh();
});
form.addEventListener("submit", (event) => event.preventDefault());

form.hidden = false;
add(form.querySelector("[data-rows=backing]"));
refresh();
