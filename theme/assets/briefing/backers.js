/* Filters and sorts the table of backers, shows it as of any day, and compares backers. */

import { readState, saveState } from "./address.js";
import { comparison } from "./comparison.js";
import {
  announce,
  button,
  element,
  labelledControl,
  liveRegion,
  selectControl,
} from "./controls.js";
import { followDay } from "./drawings.js";
import {
  actorLink,
  bindCell,
  dayWords,
  rememberOwnDay,
  rowFor,
  showRow,
  withCommas,
} from "./matrix.js";
import { changesBetween, dayNumber, dayText, place, position } from "./positions.js";
import { timeSlider } from "./time-slider.js";

const STATE_NAMES = ["on", "from", "side", "stance", "support", "status", "sort", "compare"];
/* As BACKERS_ON_ONE_PAGE in pages/backers.py: more lines would take too long to lay out. */
const MOST_LINES = 80;
const ANY = ["", "any"];
const COMPARE = ["", "Compare …"];
const SORTS = [
  ["", "firmness"],
  ["name", "name"],
  ["since", "beginning, the earliest first"],
  ["newest", "beginning, the newest first"],
  ["stance", "stance"],
  ["sources", "number of sources"],
];
const CHANGES = [
  ["began", "Began"],
  ["known", "Known to hold"],
  ["reported", "First reported"],
  ["again", "Ended, and holds again"],
  ["changed", "Changed"],
  ["ended", "Ended"],
  ["announced", "Announced"],
  ["support", "Other support"],
  ["status", "Firmer or weaker"],
  ["disputed", "Became disputed"],
  ["undisputed", "No longer disputed"],
];

/* --- a table: its data and its elements on the page --- */

function tableOf(script) {
  const data = JSON.parse(script.textContent);
  const body = document.querySelector(`.b-matrix[data-conflict="${CSS.escape(data.conflict)}"]`);
  return body && { data, body, base: script.dataset.base, day: data.on };
}

/* Binds what the file or the page says of each day to the rows of the page. */
function bind(table) {
  const { data, body } = table;
  const rows = new Map(
    [...body.querySelectorAll("tr[data-by]")].map((row) => [row.dataset.by, row]),
  );
  table.backers = data.backers.map((stretches) => {
    const row = rows.get(data.actors[stretches.by].slug);
    const cells = stretches.cells.map((one) => ({ stretches: one }));
    // A side to which it belongs may have a cell without any position.
    const memberCells = stretches.memberships
      .filter(([side]) => !stretches.cells.some((one) => one.side === side))
      .map(([side]) => ({ side, cell: row?.cells[side + 1] }));
    const backer = { stretches, by: stretches.by, row, cells, memberCells };
    if (row) for (const cell of cells) bindCell(cell, row, table);
    rememberOwnDay(backer, table);
    return backer;
  });
  table.camps = campsOf(table);
  lookUp(table);
}

/* Loads what a long table has in a file of its own; it is asked for once. */
async function load(table) {
  const { data, base } = table;
  if (data.file) {
    const response = await fetch(`${base}/${data.file}`);
    if (!response.ok) throw new Error(response.statusText);
    Object.assign(data, await response.json());
  }
  bind(table);
}

function campsOf({ data, body }) {
  const heads = new Map(
    [...body.tBodies].map((group) => [group.rows[0].cells[0].textContent, group]),
  );
  return data.camps.map((one) => ({
    stretches: one,
    body: heads.get(one.title) ?? newCamp(one, data),
  }));
}

function newCamp({ key, side, title }, data) {
  const colour = side === null ? "" : ` b-side-${data.sides[side].colour}`;
  const head = element(
    "th",
    { scope: "rowgroup", role: "rowheader", colspan: data.sides.length + 1 },
    title,
  );
  const row = element("tr", { class: "b-camp__head", role: "row" }, head);
  return element("tbody", { role: "rowgroup", class: `b-camp b-camp--${key}${colour}` }, row);
}

/* Where everybody stands on the day of a table. */
function lookUp(table) {
  const { data } = table;
  const number = dayNumber(table.day);
  for (const backer of table.backers) {
    backer.at = backer.cells.map(({ stretches }) =>
      position(backer.stretches, stretches, number, data),
    );
    const found = place(backer.stretches, number, data);
    backer.camp = found && found.camp;
    backer.order = found && found.order;
  }
}

function showDay(table, day) {
  const { data } = table;
  table.day = day;
  lookUp(table);
  const caption = table.body.caption.querySelector("time");
  if (caption) {
    caption.dateTime = day;
    caption.textContent = dayWords(data.words, day);
  }
}

/* --- filters and order --- */

/* Whether a single stance matches every filter. What ended matches a side, too. */
function matches(at, state, { sides, support }) {
  if (state.side && sides[at.side].slug !== state.side) return false;
  if (!at.isOnRecord) return false;
  if (!state.stance && !state.support && !state.status) return true;
  return at.held.some(
    (held) =>
      (!state.stance || held.stance === state.stance) &&
      (!state.support || support[held.support].some(([kind]) => kind === state.support)) &&
      (!state.status ||
        (state.status === "disputed" ? held.disputed : held.status === state.status)),
  );
}

const hasFilters = (state) => ["side", "stance", "support", "status"].some((name) => state[name]);

const heldBy = (backer) => backer.at.flatMap((at) => at.held);
const beginningOf = (held) => held.begun || held.first;

const SORT_KEYS = {
  name: (backer, data) => data.backers.indexOf(backer.stretches),
  since: (backer) => Math.min(...heldBy(backer).map(beginningOf)),
  newest: (backer) => -Math.max(...heldBy(backer).map(beginningOf)),
  stance: (backer, data) =>
    Math.min(
      ...backer.at.map((at) =>
        at.stance ? Object.keys(data.words.stance).indexOf(at.stance) : Infinity,
      ),
    ),
  sources: (backer) => -heldBy(backer).reduce((sum, held) => sum + held.sourceCount, 0),
};

/* Puts the rows of a day in order, and hides those that are filtered out. */
function arrange(table, state) {
  const sortKey = SORT_KEYS[state.sort];
  const keyOf = (backer) => (sortKey ? [sortKey(backer, table.data)] : backer.order);
  const order = table.backers.filter((backer) => backer.camp);
  order.sort((a, b) => comparedKeys(keyOf(a), keyOf(b)));
  const fitting = new Set(
    order.filter((backer) => backer.at.some((at) => matches(at, state, table.data))),
  );
  let room = MOST_LINES;
  // Whoever is not on record yet is in no camp.
  for (const backer of table.backers)
    if (backer.row && !fitting.has(backer)) backer.row.hidden = true;
  for (const one of table.camps) {
    const members = order.filter((backer) => backer.camp === one.stretches);
    const shown = members.filter((backer) => fitting.has(backer)).slice(0, room);
    room -= shown.length;
    for (const backer of members) if (backer.row) backer.row.hidden = true;
    for (const backer of shown) {
      rowFor(backer, table).hidden = false;
      showRow(backer, table, table.day);
    }
    putInOrder(one, members.map((backer) => backer.row).filter(Boolean));
    one.body.hidden = shown.length === 0;
    one.isEmpty = members.length === 0;
  }
  const filled = table.camps.filter(({ isEmpty }) => !isEmpty).map(({ body }) => body);
  // To move a part of a table costs as much as to lay it out, so what is in order stays.
  const isInOrder = filled.every((body, index) => table.body.tBodies[index] === body);
  if (!isInOrder) table.body.append(...filled);
  for (const { body, isEmpty } of table.camps) if (isEmpty) body.remove();
  table.body.hidden = fitting.size === 0;
  table.shown = MOST_LINES - room;
  return fitting.size;
}

/* Backers that nothing else tells apart stay in the order of their names. */
function comparedKeys(first, second) {
  for (const [index, key] of first.entries())
    if (key !== second[index]) return key < second[index] ? -1 : 1;
  return 0;
}

function putInOrder({ body }, rows) {
  let last = body.firstElementChild;
  for (const row of rows) {
    if (last.nextElementSibling !== row) last.after(row);
    last = row;
  }
}

/* --- changes between two days --- */

function changeList(table, first, second) {
  const changes = changesBetween(table.data, dayNumber(first), dayNumber(second));
  return CHANGES.flatMap(([kind, title]) => {
    const lines = changes
      .filter((change) => change.kind === kind)
      .map((change) =>
        element(
          "li",
          {},
          actorLink(table, change.by),
          ` ${changeWords(change, table.data)} `,
          claimLinks(change, table),
        ),
      );
    return lines.length
      ? [element("p", { class: "b-label" }, title), element("ul", {}, ...lines)]
      : [];
  });
}

/* What changed, in words that follow the name of the backer. */
function changeWords({ kind, side, past, now }, { words, sides, support, texts, actors }) {
  const name = sides[side].name;
  const phrase = `${words.phrase[now.stance]} ${name}`;
  const stance = (one) => words.stance[one.stance].toLowerCase();
  const supportOf = (one) => support[one.support].map(([word]) => words.support[word]).join(", ");
  const details = (...parts) => ` (${parts.filter(Boolean).join("; ")})`;
  const sentence = {
    began: () => phrase + details(supportOf(now), now.status, texts[now.when]),
    known: () => phrase + details(supportOf(now), now.status, texts[now.when]),
    reported: () =>
      `${phrase + details(supportOf(now), now.status)}, ${texts[now.when].replace(/^by /, "first reported ")}`,
    again: () => phrase + details(supportOf(now), now.status, texts[now.when]),
    changed: () => `${phrase}; before: ${stance(past)}`,
    ended: () =>
      `no longer ${phrase}${details(texts[now.until])}` +
      (past && past.run !== now.run ? `; before: ${stance(past)}` : ""),
    announced: () => `${phrase}: announced for ${texts[now.when]}`,
    support: () =>
      `${phrase}: ${supportOf(now) || "none named"}; before: ${supportOf(past) || "none named"}`,
    status: () => `${phrase}: ${now.status}; before: ${past.status}`,
    disputed: () => {
      const deniers = now.denials.map(([who]) => (who === null ? words.unnamed : actors[who].name));
      return `${phrase}: denied by ${deniers.join(", ")}`;
    },
    undisputed: () => phrase,
  };
  return sentence[kind]();
}

/* The claims that a change rests on; two of one publisher are told apart by their dates. */
function claimLinks({ rows }, table) {
  const links = rows.map((row) => {
    const [address, date, ...sources] = table.data.rows[row];
    const names = [...new Set(sources.map((source) => table.data.sources[source].name))].join(", ");
    const text = rows.length > 1 ? `${names} (${table.data.texts[date]})` : names;
    return element("a", { href: `${table.base}/${address}` }, text);
  });
  return element(
    "span",
    { class: "b-small" },
    links.length > 1 ? "Claims: " : "Claim: ",
    ...withCommas(links),
  );
}

/* --- the tools --- */

function optionsOf(tables, optionsIn) {
  const options = new Map();
  for (const { data } of tables)
    for (const [value, text] of optionsIn(data)) options.set(value, text);
  return [ANY, ...options];
}

/* The sides as options; those of several conflicts are grouped by conflict. */
function sideOptions(tables) {
  const optionsIn = ({ data }) => data.sides.map(({ slug, name }) => [slug, name]);
  return [
    ANY,
    ...(tables.length === 1
      ? optionsIn(tables[0])
      : tables.map((table) => [table.data.title, optionsIn(table)])),
  ];
}

function notYet(tables) {
  const number = tables.flatMap(({ backers }) => backers.filter((one) => one.camp === null)).length;
  return number ? ` Nothing is on record yet of ${number}.` : "";
}

/* The backers that have a row on the page, by slug and name, in the order of their names. */
function namesOnPage(tables) {
  const rows = tables.flatMap(({ body }) => [...body.querySelectorAll("tr[data-by]")]);
  const names = new Map(
    rows.map((row) => [row.dataset.by, row.querySelector(".b-actor").textContent]),
  );
  return [...names].sort(([, a], [, b]) => (a < b ? -1 : 1));
}

/* If a page has several tables, it says which days are on their common slider. */
function axisOf(tables) {
  const common = document.querySelector('script[data-for="axis"]');
  return common ? JSON.parse(common.textContent) : tables[0].data.axis;
}

const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/* One set of tools serves all tables of the page. */
function start(container, tables) {
  const changes = [...new Set(tables.flatMap(({ data }) => data.days))].sort((a, b) => a - b);
  const days = changes.map(dayText);
  const newest = tables
    .map(({ data }) => data.on)
    .sort()
    .at(-1);
  // Unless a day is chosen, each table is as of its own conflict's newest article.
  const daysDiffer = tables.some(({ data }) => data.on !== newest);
  const words = tables[0].data.words;
  const total = tables.reduce((sum, { data }) => sum + data.count, 0);
  const state = readState(STATE_NAMES);
  for (const name of ["on", "from"]) if (!isDay(state[name])) state[name] = "";

  const labels = {
    side: "Towards",
    stance: "Stance",
    support: "Support",
    status: "Status",
    sort: "Order by",
  };
  const statuses = [...words.status.filter((one) => one !== "withdrawn"), "disputed"];
  const selects = {
    side: selectControl("side", sideOptions(tables)),
    stance: selectControl(
      "stance",
      optionsOf(tables, (data) => data.stances.map((word) => [word, words.stance[word]])),
    ),
    support: selectControl(
      "support",
      optionsOf(tables, (data) => data.kinds.map((word) => [word, words.support[word]])),
    ),
    status: selectControl("status", [ANY, ...statuses.map((one) => [one, one])]),
    sort: selectControl("sort", SORTS),
  };
  const { input: slider, scale } = timeSlider(axisOf(tables), changes);
  const field = element("input", { type: "date", name: "on", required: !daysDiffer });
  const against = element("input", { type: "date", name: "from" });
  // Until all names are loaded, it offers those that have a row on the page.
  const adder = selectControl("compare", [COMPARE, ...namesOnPage(tables)]);
  const adding = labelledControl("Compare backers", adder);
  // What it offers first says the same.
  adding.firstChild.className = "b-unseen";
  const count = liveRegion();
  const difference = element("div", { class: "b-changes", hidden: true });
  const compared = element("div", { class: "b-compared", hidden: true });
  const empty = element(
    "p",
    { class: "b-empty", hidden: true },
    "No position fits all of this. Remove a filter, or choose another day.",
  );
  for (const table of tables) table.isOnlyTable = tables.length === 1;

  let loading = null;
  const isLoaded = () => tables.every(({ backers }) => backers);
  const needsData = () => STATE_NAMES.some((name) => state[name]);

  function apply() {
    if (isLoaded()) return show();
    showChoices();
    if (!needsData() && tables.some(({ data }) => data.file)) {
      announce(count, counted(total, asOf()));
      return;
    }
    announce(count, "Loading what is on record of each day …");
    loading ??= Promise.all(tables.map(load)).then(applySoon, sayWhyNot);
  }

  function sayWhyNot() {
    loading = null;
    announce(
      count,
      location.protocol === "file:"
        ? "From a file on a disk, a browser cannot load other days. On a web server it can."
        : "The other days could not be loaded. Try again.",
    );
  }

  const isEachOnItsDay = () => daysDiffer && !state.on;
  const asOf = () =>
    isEachOnItsDay()
      ? "each conflict as of its newest article"
      : `as of ${dayWords(words, state.on || newest)}`;
  const counted = (shown, when) =>
    `${shown} of ${total} actor${total === 1 ? "" : "s"} shown, ${when}.`;

  /* The controls show what is chosen. */
  function showChoices() {
    const on = state.on || newest;
    slider.value = dayNumber(on);
    slider.setAttribute("aria-valuetext", isEachOnItsDay() ? asOf() : dayWords(words, on));
    if (field.value !== (isEachOnItsDay() ? "" : on)) field.value = isEachOnItsDay() ? "" : on;
    if (against.value !== state.from) against.value = state.from;
    for (const [name, select] of Object.entries(selects)) select.value = state[name];
  }

  function show() {
    let fitting = 0;
    for (const table of tables) {
      const day = state.on || table.data.on;
      if (table.day !== day) showDay(table, day);
      fitting += arrange(table, state);
      if (table.drawnDay !== day) drawSoon(table, day);
    }
    // If nothing fits in any table, one message is enough.
    for (const table of tables)
      if (table.emptyMessage) table.emptyMessage.hidden = !table.body.hidden || fitting === 0;
    showChoices();
    empty.hidden = fitting > 0;
    const shown = tables.reduce((sum, table) => sum + table.shown, 0);
    const hidden = shown < fitting ? ` Of ${fitting} that fit, these are the first.` : "";
    announce(count, `${counted(shown, asOf())}${hidden}${notYet(tables)}${listChanges()}`);
    compareBackers();
    saveState(state);
  }

  /* The pictures follow when the table is on the screen, and skip days that are over by then. */
  function drawSoon(table, day) {
    table.drawnDay = day;
    clearTimeout(table.drawing);
    table.drawing = setTimeout(() => {
      if (table.drawnDay === day) followDay(table, day, (value) => dayWords(words, value));
    });
  }

  /* Shows what changed, and returns a sentence that says how much. */
  function listChanges() {
    difference.hidden = !state.from;
    if (!state.from) {
      difference.replaceChildren();
      return "";
    }
    const [from, to] = [state.from, state.on || newest].sort();
    const lines = tables.flatMap((table) => {
      const found = changeList(table, from, to);
      const isTitled = tables.length > 1 && found.length > 0;
      return [
        ...(isTitled ? [element("p", { class: "b-changes__conflict" }, table.data.title)] : []),
        ...found,
      ];
    });
    const title = `What changed between ${dayWords(words, from)} and ${dayWords(words, to)}`;
    difference.replaceChildren(
      element("p", { class: "b-changes__title" }, title),
      ...(lines.length ? lines : [element("p", {}, "No change that an article reports.")]),
    );
    const number = difference.querySelectorAll("li").length;
    return ` ${number || "No"} change${number === 1 ? "" : "s"} listed.`;
  }

  /* Every backer of the page by its slug, with each table that it is in. */
  function backersBySlug() {
    const found = new Map();
    for (const table of tables)
      for (const backer of table.backers) {
        const { slug, name } = table.data.actors[backer.by];
        if (!found.has(slug)) found.set(slug, { slug, name, places: [] });
        found.get(slug).places.push({ table, backer });
      }
    return found;
  }

  let known = null;
  let shownComparison = null;
  function compareBackers() {
    if (shownComparison === state.compare) return;
    known ??= backersBySlug();
    const slugs = state.compare.split(",").filter((slug) => known.has(slug));
    shownComparison = state.compare = slugs.join();
    const others = [...known.values()].filter(({ slug }) => !slugs.includes(slug));
    others.sort((a, b) => (a.name < b.name ? -1 : 1));
    const prompt = slugs.length ? ["", "Add …"] : COMPARE;
    const options = [prompt, ...others.map(({ slug, name }) => [slug, name])];
    adder.replaceChildren(...selectControl("", options).children);
    adder.value = "";
    compared.hidden = !slugs.length;
    const remove = (slug) => choose("compare", slugs.filter((one) => one !== slug).join());
    const chosen = slugs.flatMap((slug) => known.get(slug).places);
    const hint = element("p", { class: "b-small" }, "Choose one more backer to compare it with.");
    compared.replaceChildren(
      ...(slugs.length ? [comparison(chosen, remove)] : []),
      ...(slugs.length === 1 ? [hint] : []),
    );
  }

  let isPlanned = false;
  function applySoon() {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => ((isPlanned = false), apply()));
  }
  const choose = (name, value) => ((state[name] = value), applySoon());
  const goTo = (day) => day && choose("on", day === newest && !daysDiffer ? "" : day);

  slider.addEventListener("input", () => goTo(dayText(Number(slider.value))));
  field.addEventListener("change", () =>
    choose("on", isDay(field.value) && (daysDiffer || field.value !== newest) ? field.value : ""),
  );
  against.addEventListener("change", () =>
    choose("from", isDay(against.value) ? against.value : ""),
  );
  adder.addEventListener("change", () =>
    choose("compare", [state.compare, adder.value].filter(Boolean).join()),
  );
  for (const [name, select] of Object.entries(selects)) {
    select.addEventListener("change", () => choose(name, select.value));
    // Ignore a value in the address that the control does not offer.
    select.value = state[name];
    if (select.selectedIndex < 0) state[name] = select.value = "";
  }

  const reset = button("Reset", () => {
    for (const name of STATE_NAMES) state[name] = "";
    applySoon();
  });
  const earlier = button("Earlier", () =>
    goTo(days.filter((day) => day < (state.on || newest)).at(-1)),
  );
  const next = button("Later", () => goTo(days.find((day) => day > (state.on || newest))));
  earlier.setAttribute("aria-label", "Earlier change");
  next.setAttribute("aria-label", "Later change");
  const isOpen = hasFilters(state) || Boolean(state.sort || state.from);
  const panel = element(
    "details",
    { class: "b-folding", open: isOpen },
    element("summary", {}, "Filter and order"),
    element(
      "div",
      { class: "b-controls" },
      ...Object.entries(selects).map(([name, select]) => labelledControl(labels[name], select)),
      labelledControl("Changes since", against),
    ),
  );
  for (const event of ["pointerenter", "focus"])
    adder.addEventListener(event, () => {
      if (!isLoaded()) loading ??= Promise.all(tables.map(load)).then(applySoon, sayWhyNot);
    });
  container.append(
    ...(tables.length > 1
      ? [
          element(
            "p",
            { class: "b-small b-tools__scope" },
            `For all ${tables.length} conflicts on this page:`,
          ),
        ]
      : []),
    element(
      "div",
      { class: "b-controls b-controls--day", role: "group", "aria-label": "As of a day" },
      labelledControl("As of", field),
      element("div", { class: "b-control b-control--row" }, earlier, next),
      labelledSlider(slider, scale),
    ),
    element("div", { class: "b-tools__foot" }, panel, adding, reset),
  );
  container.after(element("div", { class: "b-results" }, count, empty, compared, difference));
  if (tables.length > 1)
    for (const table of tables) {
      table.emptyMessage = element(
        "p",
        { class: "b-empty", hidden: true },
        "No position in this conflict fits what was chosen above.",
      );
      table.body.after(table.emptyMessage);
    }
  // Where signs stand without their words, a pointer shows these.
  for (const sign of document.querySelectorAll(".b-matrix .b-kit"))
    sign.title = sign.textContent.replace(/,$/, "");
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", "Tools for the table");
  for (const table of tables) {
    table.drawnDay = table.data.on;
    if (!table.data.file) bind(table);
  }
  apply();
}

function labelledSlider(slider, scale) {
  slider.id = "_tool-slider";
  const label = element("label", { for: slider.id }, "Through time");
  return element("div", { class: "b-control b-control--slider" }, label, scale);
}

const container = document.querySelector('[data-tools="backers"]');
const tables = [...document.querySelectorAll('script[data-for="backers"]')]
  .map(tableOf)
  .filter((table) => table && table.data.on && table.data.count);
if (container && tables.length) start(container, tables);
else container?.remove();
