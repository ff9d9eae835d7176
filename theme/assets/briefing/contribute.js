/* Takes an article from whoever fills in the form: looks at it, shows its file, hands it over. */

import { articleFile, fileName, oneLine, sourceKeys } from "./article.js";
import * as faults from "./faults.js";

const form = document.getElementById("_form");
const data = JSON.parse(document.getElementById("_data").textContent);
const { defaults } = data.form;
const CLAIMS = ["backing", "events", "statements"];

const fieldOf = (element) => element.closest(".b-field");
const labelOf = (element) => element.closest("label").firstChild.textContent.trim();
const rowsOf = (kind) => [...form.querySelectorAll(`[data-rows=${kind}] .b-form__row`)];
const fieldsOf = (part) => [...part.querySelectorAll("[name]")];

// --- what was typed ----------------------------------------------------------------

const known = new Map(
  [...document.querySelectorAll("#_names option")].map((one) => [
    faults.folded(one.value),
    one.value,
  ]),
);
known.set("unnamed", "unnamed");
const isKnown = (name) => known.has(faults.folded(name));

/** Names with semicolons between them; a comma does as well where all of them are known. */
function names(text) {
  const parts = oneLine(text)
    .split(";")
    .flatMap((part) => {
      const pieces = part.split(",");
      return !isKnown(part) && pieces.every(isKnown) ? pieces : [part];
    });
  return [...new Map(parts.map((part) => [faults.folded(part), part.trim()])).values()].filter(
    Boolean,
  );
}

const TAKES_NAMES = new Set(["names", "sides"]);
const value = (element) =>
  TAKES_NAMES.has(element.dataset.is) ? names(element.value) : oneLine(element.value);

/** The fields of a part of the form that say something, by name. */
function said(part) {
  const fields = {};
  for (const element of fieldsOf(part)) {
    if (element.type === "checkbox") {
      if (element.checked) (fields[element.name] ??= []).push(element.value);
    } else {
      const found = value(element);
      if (found.length) fields[element.name] = found;
    }
  }
  return fields;
}

/** Whether anything was typed into a row; what is chosen from a list says nothing by itself. */
const isBegun = (row) =>
  fieldsOf(row).some((one) =>
    one.type === "checkbox" ? one.checked : one.matches("input") && oneLine(one.value),
  );

/** What holds anyway is not written. */
const withoutDefaults = (kind, fields) =>
  Object.fromEntries(
    Object.entries(fields).filter(([key, found]) => defaults[kind][key] !== found),
  );

const sourceRows = () => rowsOf("sources").filter(isBegun);
const ALL = "all";

/** What the form says, by the keys of a header. */
function article() {
  const { title = "", date = "", summary, conflict } = said(form.querySelector("fieldset"));
  const found = { title, date, summary, conflict };
  const rows = sourceRows();
  const sources = rows.map((row) => ({ publisher: "", ...said(row) }));
  const keys = sourceKeys(sources);
  if (sources.length === 1) [found.source] = sources;
  if (sources.length > 1) {
    // Where a row does not say it, the first one is meant.
    [found.source] = keys;
    found.sources = Object.fromEntries(keys.map((key, place) => [key, sources[place]]));
  }
  const whence = ({ source, ...fields }) => {
    const place = rows.findIndex((row) => row.dataset.source === source);
    return {
      ...fields,
      source:
        sources.length < 2
          ? undefined
          : source === ALL
            ? keys
            : place > 0
              ? [keys[place]]
              : undefined,
    };
  };
  for (const kind of CLAIMS) {
    const begun = rowsOf(kind).filter(isBegun);
    if (begun.length) found[kind] = begun.map((row) => whence(withoutDefaults(kind, said(row))));
  }
  return found;
}

// --- what is wrong -----------------------------------------------------------------

const conflict = () =>
  data.conflicts[form.elements.conflict?.selectedIndex ?? 0] ?? { sides: [], names: [] };
const among = (name, forms) => faults.nearestName(faults.folded(name), forms.keys());
/** The text of a field with one of its names in another spelling. */
const respelled = (found, name, other) =>
  found.map((one) => (one === name ? other : one)).join("; ");

function sideFault(found) {
  const { sides, names: there } = conflict();
  const forms = new Map(there.map((name) => [faults.folded(name), name]));
  const none = found.filter((name) => !forms.has(faults.folded(name)));
  if (!none.length) return null;
  const near = among(none[0], forms);
  const fixes = near ? [forms.get(near)] : sides;
  return {
    message: `“${none.join("”, “")}” is on no side of the conflict.`,
    fixes: fixes.map((name) => respelled(found, none[0], name)),
  };
}

const LOOKED_AT = {
  date: faults.dateFault,
  count: faults.countFault,
  address: faults.addressFault,
  file: faults.fileNameFault,
  sides: sideFault,
};

function faultOf(element, fields) {
  const found = value(element);
  if (!found.length)
    return element.getAttribute("aria-required") ? { message: "This is needed." } : null;
  return (
    faults.unseenFault(element.value) ??
    LOOKED_AT[element.dataset.is]?.(found) ??
    (element.name === "until" && fields.since ? faults.endFault(fields.since, found) : null)
  );
}

/** What is wrong in the form, in the order of its fields. */
function allFaults() {
  const [own] = form.querySelectorAll("fieldset");
  const sources = rowsOf("sources");
  const claims = CLAIMS.flatMap(rowsOf);
  const parts = [
    own,
    ...sources.filter((row, place) => isBegun(row) || place === 0),
    ...claims.filter(isBegun),
  ];
  const found = parts.flatMap((part) => {
    const fields = said(part);
    return fieldsOf(part)
      .map((element) => ({ element, ...faultOf(element, fields) }))
      .filter(({ message }) => message);
  });
  for (const row of rowsOf("statements").filter(isBegun)) {
    const fields = said(row);
    if (!fields.what && !fields.about)
      found.push({
        element: row.querySelector("[name=what]"),
        message: "Say what was said, or about whom.",
      });
  }
  if (!claims.some(isBegun)) {
    const element =
      claims[0]?.querySelector("[name]") ?? form.querySelector("[data-rows=backing] [data-add]");
    found.push({
      element,
      message: "Nothing is claimed yet. Fill in a position, an event or a statement.",
      isLate: true,
    });
  }
  const name = form.elements.file;
  const wrong = faultOf(name, {});
  if (wrong) found.push({ element: name, ...wrong });
  return found;
}

/** What is no fault, but worth a second look: names that nobody has used yet. */
function newNames(element) {
  if (!TAKES_NAMES.has(element.dataset.is)) return null;
  const found = value(element);
  const unknown = found.filter((name) => !isKnown(name));
  if (!unknown.length) return null;
  const meant = unknown
    .map((name) => [name, known.get(among(name, known))])
    .filter(([, other]) => other);
  return {
    message: `New here: ${unknown.join(", ")}.${meant.length ? " Do you mean another spelling?" : " A new name gets a page of its own."}`,
    fixes: meant.map(([name, other]) => respelled(found, name, other)),
  };
}

// --- what is shown -----------------------------------------------------------------

let nameIsOwn = false;
let isTyped = false;
const result = form.querySelector(".b-form__result");
const code = result.querySelector("code");
const notice = result.querySelector("[data-said]");

const made = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Gives the fields of a part their ids, and says which words belong to them. */
let numbered = 0;
function number(part) {
  for (const element of fieldsOf(part)) {
    element.id = `_field-${++numbered}`;
    const field = fieldOf(element);
    if (!field) continue;
    const told = made("p", { className: "b-form__fault", id: `${element.id}-fault`, hidden: true });
    field.append(told);
    const hint = field.querySelector(".b-small");
    if (hint) hint.id = `${element.id}-hint`;
    element.setAttribute("aria-describedby", [hint?.id, told.id].filter(Boolean).join(" "));
  }
}

/** Writes below a field what is wrong with it, and what it can be replaced with. */
function tell(element, { message = "", fixes = [], words } = {}, isFault = true) {
  const told = document.getElementById(`${element.id}-fault`);
  if (!told) return;
  if (message && isFault) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
  const as = JSON.stringify([message, fixes, isFault]);
  // What is there already stays: a button may be under the pointer, or have the focus.
  if (told.dataset.as === as) return;
  told.dataset.as = as;
  told.hidden = !message;
  told.classList.toggle("b-form__fault--mild", !isFault);
  const buttons = fixes.flatMap((fix) => [
    " ",
    made(
      "button",
      { type: "button", value: fix, className: "b-form__fix" },
      words ?? `Write ${fix}`,
    ),
  ]);
  told.replaceChildren(message, ...buttons);
}

function showMeanings() {
  for (const told of form.querySelectorAll("p[data-meaning]")) {
    const [chosen] = told.parentElement.querySelector("select").selectedOptions;
    told.textContent = chosen?.dataset.meaning ?? "";
  }
}

/** In each claim, the sources that there are to choose from. */
function showSources() {
  const rows = sourceRows();
  const choices = rows.map((row, place) => [
    row.dataset.source,
    row.querySelector("[name=publisher]").value.trim() || `Source ${place + 1}`,
  ]);
  if (rows.length > 1) choices.push([ALL, rows.length === 2 ? "both" : "all of them"]);
  const as = JSON.stringify(choices);
  for (const field of form.querySelectorAll("[data-whence]")) {
    if (field.dataset.as === as) continue;
    field.dataset.as = as;
    field.hidden = rows.length < 2;
    const select = field.querySelector("select");
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

/** Numbers the rows of a kind, where there are several. */
function showPlaces() {
  for (const kind of ["sources", ...CLAIMS]) {
    const rows = rowsOf(kind);
    rows.forEach((row, place) => {
      const legend = row.querySelector("legend");
      legend.dataset.one ??= legend.textContent;
      const [, noun] = legend.dataset.one.split(" ");
      legend.textContent =
        rows.length > 1
          ? `${noun[0].toUpperCase()}${noun.slice(1)} ${place + 1}`
          : legend.dataset.one;
    });
  }
}

/** Where a field is, in the words of the form. */
function whereIs(element) {
  const label = element.name ? labelOf(element) : element.textContent;
  const legend = element.closest(".b-form__row")?.querySelector("legend").textContent;
  return legend ? `${legend}, ${label}` : label;
}

function refresh() {
  showSources();
  showMeanings();
  const found = article();
  if (!nameIsOwn) form.elements.file.value = fileName(found);
  const text = articleFile(found, form.elements.text.value, data.form);
  code.textContent = text;
  const wrong = allFaults();
  const touched = new Map(
    wrong
      .filter(({ element, isLate }) => form.dataset.tried || (element.dataset.touched && !isLate))
      .map((one) => [one.element, one]),
  );
  for (const element of fieldsOf(form)) {
    const mild = element.dataset.touched || form.dataset.tried ? newNames(element) : null;
    if (touched.has(element)) tell(element, touched.get(element));
    else tell(element, mild ?? {}, false);
  }
  const list = result.querySelector(".b-form__faults");
  list.replaceChildren(
    ...(form.dataset.tried ? wrong : []).map(({ element, message }) =>
      made("li", {}, made("a", { href: `#${element.id}` }, whereIs(element)), `: ${message}`),
    ),
  );
  if ("isFault" in notice.dataset) sayHowMany(wrong);
  return { text, wrong };
}

function say(text, isFault = false) {
  // What is said already is not read out again.
  if (notice.textContent !== text) notice.textContent = text;
  notice.toggleAttribute("data-is-fault", isFault);
}

function sayHowMany({ length }) {
  if (!length) say("Nothing is missing or wrong any more.");
  else
    say(`${length === 1 ? "One thing is" : `${length} things are`} still missing or wrong:`, true);
}

function focus(element) {
  const folded = element.closest("details");
  if (folded) folded.open = true;
  element.focus();
}

// --- what is handed over -----------------------------------------------------------

// Longer addresses are refused on the way.
const LONGEST_ADDRESS = 8000;

/** The text of the file; where something is wrong, the focus goes there instead. */
function finished() {
  form.dataset.tried = "yes";
  const { text, wrong } = refresh();
  if (!wrong.length) return text;
  sayHowMany(wrong);
  focus(wrong[0].element);
  return null;
}

const acts = {
  download(text) {
    const link = made("a", {
      href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })),
      download: form.elements.file.value,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("The file is on its way to your downloads.");
    isTyped = false;
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
      isTyped = false;
    } catch {
      getSelection().selectAllChildren(code);
      say("The file is selected: copy it with Ctrl-C.");
    }
  },
  propose(text, link, event) {
    link.href = `${form.dataset.newFile}?filename=${encodeURIComponent(form.elements.file.value)}&value=${encodeURIComponent(text)}`;
    if (link.href.length <= LONGEST_ADDRESS) {
      say("GitHub opens in another tab.");
      isTyped = false;
      return;
    }
    event.preventDefault();
    say(
      "This is too long to hand over to GitHub in one go. Download the file, and upload it there.",
    );
  },
};

// --- what somebody does ------------------------------------------------------------

let sourcesMade = 0;

function add(kind) {
  const template = form.querySelector(`template[data-row=${kind}]`);
  const added = template.content.firstElementChild.cloneNode(true);
  if (kind === "sources") added.dataset.source = String(++sourcesMade);
  number(added);
  form.querySelector(`[data-rows=${kind}] .b-form__rows`).append(added);
  showPlaces();
  return added;
}

form.addEventListener("click", (event) => {
  const control = event.target.closest("button, [data-act], .b-form__faults a");
  if (!control) return;
  const { act } = control.dataset;
  if (act) {
    const text = finished();
    if (text === null) event.preventDefault();
    else acts[act](text, control, event);
    return;
  }
  if (control.matches(".b-form__faults a")) {
    event.preventDefault();
    focus(document.getElementById(control.hash.slice(1)));
    return;
  }
  if ("add" in control.dataset)
    add(control.closest("[data-rows]").dataset.rows).querySelector("[name]").focus();
  if ("remove" in control.dataset) {
    const kind = control.closest("[data-rows]");
    control.closest(".b-form__row").remove();
    showPlaces();
    kind.querySelector("[data-add]").focus();
  }
  if (control.matches(".b-form__fix")) {
    const element = fieldOf(control).querySelector("[name]");
    element.value = control.value;
    if (element.name === "file") nameIsOwn = true;
    element.focus();
  }
  refresh();
});
form.addEventListener("input", (event) => {
  isTyped = true;
  if (event.target.name === "file") nameIsOwn = event.target.value !== "";
  if (event.target.name === "conflict") showSides();
  refresh();
});

// A message that appears between press and release moves the button away from under the pointer.
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

number(form);
add("sources");
add("backing");
form.querySelectorAll("[data-rows] > [data-add]").forEach((button) => {
  button.id = `_add-${button.closest("[data-rows]").dataset.rows}`;
});
showSides();
refresh();
form.hidden = false;
