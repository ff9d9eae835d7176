/* Runs the form that writes an article: checks it, shows the file, and downloads or proposes it. */

import { articleFile, fileName, oneLine } from "./article.js";
import * as faults from "./faults.js";
import {
  addRow,
  CLAIMS,
  conflict,
  connectFields,
  create,
  data,
  fieldOf,
  fieldsOf,
  filledFields,
  form,
  isBegun,
  isKnown,
  knownNames,
  labelOf,
  MAY_BE_UNNAMED,
  NAME_TYPES,
  numberRows,
  rowsOf,
  showSides,
  showSources,
  told,
  valueOf,
} from "./fields.js";
import { fileWithChanges, isOpened, openArticle } from "./opened.js";

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

const nearestAmong = (name, forms) => faults.nearestName(faults.folded(name), forms.keys());
/** The text of a field of names, with one of them replaced. */
const withName = (names, name, replacement) =>
  names.map((one) => (one === name ? replacement : one)).join("; ");

function sideFault(names) {
  const { sides, names: members } = conflict();
  if (isOpened() && !sides.length) return null;
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
  if (isOpened()) return null;
  const fault = faults.fileNameFault(name);
  if (fault) return fault;
  const stem = name.replace(/\.md$/, "");
  clearTimeout(asking);
  if (isTyped && !articlesThere.has(stem)) asking = setTimeout(() => askForArticle(stem), PAUSE);
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

/* As in content/field_types.py; "NO" in capitals is Norway. */
const NOBODY = new Set(
  "none|no|nobody|no one|unknown|n/a|n.a.|tbd|null|?|??|-|--|...|…|—|–".split("|"),
);

function nobodyFault(element) {
  // Of a side, it is told that it is none.
  if (!NAME_TYPES.has(element.dataset.is) || element.dataset.is === "sides") return null;
  const names = valueOf(element);
  const nobody = names.find((name) => name !== "NO" && NOBODY.has(faults.folded(name)));
  if (!nobody) return null;
  const others = names.filter((name) => name !== nobody).join("; ");
  const message = `“${nobody}” would be an actor of this name. Leave the field empty if nobody is meant.`;
  return { message, fixes: [others], words: others ? undefined : "Leave it empty" };
}

/** Whether a field says what it said when the file was opened, which the checker has taken. */
const isAsOpened = (element) => element.dataset.opened === element.value;

const ownFault = (element, value) =>
  faults.invisibleCharacterFault(element.value) ??
  unnamedFault(element) ??
  nobodyFault(element) ??
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
    const fields = ["what", "about"].map((name) => row.querySelector(`[name=${name}]`));
    // A file that is opened can name an event instead, for which the form has no field.
    if (!fields.some(({ value }) => oneLine(value)) && !fields.every(isAsOpened))
      found.push({
        element: row.querySelector("[name=what]"),
        message: "Say what was said, or about whom.",
      });
  }
  if (!isOpened() && !claims.some(isBegun)) {
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

/** The name of a field, with that of the row it is in. */
function fullLabel(element) {
  const label = element.name ? labelOf(element) : element.textContent;
  const legend = element.closest(".b-form__row")?.querySelector("legend").textContent;
  return legend ? `${legend}, ${label}` : label;
}

function refresh() {
  showSources();
  showMeanings();
  if (!isNameTyped && !isOpened()) form.elements.file.value = fileName(told().header);
  const text = isOpened() ? fileWithChanges() : newFile();
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

// --- events ------------------------------------------------------------

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
    document.getElementById("_opened").hidden = false;
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
