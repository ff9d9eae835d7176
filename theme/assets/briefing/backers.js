/* Filters and sorts the table of backers, and shows it as of any day. */

import { readState, saveState } from "./address.js";
import {
  announce,
  button,
  element,
  foldingPanel,
  labelledControl,
  liveRegion,
  selectControl,
} from "./controls.js";
import { followDay } from "./drawings.js";
import { addDays, camp, changeDays, changesBetween, histories, position } from "./positions.js";

const STATE_NAMES = ["on", "from", "side", "stance", "support", "status", "sort"];
const ANY = ["", "any"];
const SORTS = [
  ["", "name"],
  ["since", "beginning, the earliest first"],
  ["newest", "beginning, the newest first"],
  ["stance", "stance"],
  ["sources", "number of sources"],
];
const CHANGES = [
  ["began", "Began"],
  ["changed", "Changed"],
  ["ended", "Ended"],
  ["support", "Other support"],
  ["status", "Firmer or weaker"],
  ["disputed", "Became disputed"],
  ["undisputed", "No longer disputed"],
];

/* --- a table: its data and its elements on the page --- */

function tableOf(script) {
  const data = JSON.parse(script.textContent);
  const body = document.querySelector(`.b-table[data-conflict="${CSS.escape(data.conflict)}"]`);
  return (
    body && {
      data,
      body,
      base: script.dataset.base,
      backers: backersOf(data, body),
      camps: campsOf(data, body),
    }
  );
}

function backersOf(data, body) {
  const rows = new Map(
    [...body.querySelectorAll("tr[data-by]")].map((row) => [row.dataset.by, row]),
  );
  const found = new Map();
  for (const history of histories(data)) {
    const by = history[0].by;
    if (!found.has(by)) found.set(by, { by, row: rows.get(data.actors[by].slug), cells: [] });
    const backer = found.get(by);
    const cell = backer.row.cells[history[0].side + 1];
    const evidence = evidenceIn(cell);
    const original = [...cell.childNodes].filter((node) => node !== evidence);
    backer.cells.push({ history, cell, evidence, original });
  }
  return [...found.values()];
}

/* The evidence in a cell, or the link to it; it is the same on every day. */
function evidenceIn(cell) {
  return cell.querySelector(':scope > .b-evidence, :scope > p:has(> a[href$="#_stands"])');
}

function campsOf(data, body) {
  const heads = new Map(
    [...body.tBodies].map((group) => [group.rows[0].cells[0].textContent, group]),
  );
  return data.camps.map((one) => ({ ...one, body: heads.get(one.title) ?? newCamp(one, data) }));
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

/* --- words --- */

function dayWords(words, day) {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  return `${dayOfMonth} ${words.months[month - 1]} ${year}`;
}

function mark(status) {
  return element("span", { class: `b-status b-status--${status}` }, status);
}

function marks(status, disputed) {
  return element(
    "span",
    { class: "b-marks" },
    mark(status),
    ...(disputed ? [" ", mark("disputed")] : []),
  );
}

function withCommas(nodes) {
  return nodes.flatMap((node, index) => (index ? [", ", node] : [node]));
}

/* "Not specified" says something only of the stance "backs", as in wording/words.py. */
function shownSupport(at) {
  const unspecified = at.supports.length === 1 && at.supports[0].kind === "unspecified";
  return unspecified && at.stance !== "backs" ? [] : at.supports;
}

function supportNodes(at, words) {
  return withCommas(
    shownSupport(at).map((one) => {
      const remarks = [];
      if (one.status !== at.status) remarks.push(one.status);
      if (one.disputed !== at.disputed) remarks.push(one.disputed ? "disputed" : "not disputed");
      const remark = remarks.length
        ? [" ", element("span", { class: "b-by" }, `(${remarks.join(", ")})`)]
        : [];
      return element("span", {}, words.support[one.kind], ...remark);
    }),
  );
}

function actorLink({ data, base }, number) {
  if (number === null) return data.words.unnamed;
  const { slug, name } = data.actors[number];
  return element("a", { class: "b-actor", href: `${base}/actors/${slug}/` }, name);
}

function sourceLink({ data, base }, number) {
  const { name, url, address, number: printed = null } = data.sources[number];
  const attributes = url
    ? { class: "b-out", href: url, rel: "external noopener" }
    : { href: `${base}/${address}` };
  return element("a", { ...attributes, "data-number": printed }, name);
}

/* The content of a cell on a day, as partials/standings.html writes it for the page's own day. */
function cellContent(at, table, day) {
  const { words, dates } = table.data;
  const line = (kind, ...children) => element("p", { class: kind }, ...children);
  if (at.stance === null && !at.begun) {
    return [line("b-small", `Nothing on record by ${dayWords(words, day)}`)];
  }
  const newest = at.holding[0] ?? at.rows.find((row) => row.begins !== null && row.begins <= day);
  const stance = (text) => element("strong", { class: "b-stance" }, text);
  const head = at.stance
    ? [stance(words.stance[at.stance]), " ", marks(at.status, at.disputed)]
    : [
        stance("No longer"),
        " ",
        element("span", { class: "b-by" }, words.stance[newest.stance].toLowerCase()),
        " ",
        marks(newest.status, newest.denied.length > 0),
      ];
  const lines = [line("b-standing__head", ...head)];
  if (at.stance && shownSupport(at).length)
    lines.push(line("b-standing__support", ...supportNodes(at, words)));
  if (at.stance) {
    const since = at.since === null ? `by ${dates[at.asOf].by}` : dates[at.since].since;
    lines.push(line("b-small", since));
  }
  if (at.denied.length) {
    lines.push(
      line(
        "b-small b-denied",
        "Denied by ",
        ...withCommas(at.denied.map((one) => actorLink(table, one))),
      ),
    );
  }
  lines.push(
    line(
      "b-small",
      "On the word of ",
      ...withCommas(newest.sources.map((one) => sourceLink(table, one))),
      " ",
      element(
        "span",
        { class: "b-screen" },
        "(",
        element("a", { href: `${table.base}/${newest.address}` }, "claim"),
        ")",
      ),
    ),
  );
  return lines;
}

/* --- the day --- */

function showDay(table, day) {
  const isOwnDay = day === table.data.on;
  for (const backer of table.backers) {
    backer.at = backer.cells.map((cell) => position(cell.history, day, table.data.words));
    backer.camp = camp(backer.at, table.data.words);
    backer.cells.forEach((cell, index) => showCell(cell, backer.at[index], table, day, isOwnDay));
  }
  const caption = table.body.caption.querySelector("time");
  if (caption) {
    caption.dateTime = day;
    caption.textContent = dayWords(table.data.words, day);
  }
  followDay(table, day, (value) => dayWords(table.data.words, value));
}

function showCell({ cell, history, evidence, original }, at, table, day, isOwnDay) {
  // On its own day, the page shows what it was built with.
  const content = isOwnDay ? original : cellContent(at, table, day);
  cell.replaceChildren(...content, ...(evidence ? [evidence] : []));
  cell.dataset.stance = at.stance ?? "";
  cell.querySelectorAll(".b-history__row").forEach((row, index) => {
    const holds = at.holding.includes(history[index]);
    row.classList.toggle("b-history__row--past", !holds);
    let remark = row.querySelector(":scope > p > .b-kind");
    if (holds) return remark?.remove();
    if (!remark)
      row.querySelector("p").append(" ", (remark = element("span", { class: "b-kind" })));
    const isLater = at.rows[index].begins === null || at.rows[index].begins > day;
    remark.textContent = isLater ? "later" : "earlier";
  });
}

/* --- filters and order --- */

/* Whether a single position matches every filter. */
function matches(at, state, data) {
  return (
    (!state.side || (at.begun && data.sides[at.side].slug === state.side)) &&
    (!state.stance || at.stance === state.stance) &&
    (!state.support || at.supports.some((one) => one.kind === state.support)) &&
    (!state.status || (state.status === "disputed" ? at.disputed : at.status === state.status))
  );
}

const hasFilters = (state) => ["side", "stance", "support", "status"].some((name) => state[name]);

const SORT_KEYS = {
  since: (backer) => Math.min(...backer.at.map((at) => at.since ?? at.asOf ?? Infinity)),
  newest: (backer) => -Math.max(...backer.at.map((at) => at.since ?? at.asOf ?? -1)),
  stance: (backer, data) =>
    Math.min(
      ...backer.at.map((at) =>
        at.stance ? Object.keys(data.words.stance).indexOf(at.stance) : Infinity,
      ),
    ),
  sources: (backer) =>
    -new Set(backer.at.flatMap((at) => at.holding.flatMap((row) => row.sources))).size,
};

function arrange(table, state) {
  const sortKey = SORT_KEYS[state.sort];
  const order = table.backers.map((backer, index) => [
    sortKey ? sortKey(backer, table.data) : 0,
    index,
    backer,
  ]);
  order.sort(([a, i], [b, j]) => (a === b ? i - j : a < b ? -1 : 1));
  let count = 0;
  for (const one of table.camps) {
    const members = order
      .map(([, , backer]) => backer)
      .filter((backer) => backer.camp.key === one.key && backer.camp.side === one.side);
    let any = false;
    for (const backer of members) {
      const shown = !hasFilters(state) || backer.at.some((at) => matches(at, state, table.data));
      backer.row.hidden = !shown;
      any ||= shown;
      count += shown;
    }
    one.body.append(...members.map((backer) => backer.row));
    one.body.hidden = !any;
    if (members.length) table.body.append(one.body);
    else one.body.remove();
  }
  table.body.hidden = count === 0;
  return count;
}

/* --- changes between two days --- */

function changeList(table, first, second) {
  const { words, sides, actors } = table.data;
  const all = changesBetween(table.data, first, second);
  return CHANGES.flatMap(([kind, title]) => {
    const lines = all
      .filter((change) => change.kind === kind)
      .map(({ before, after, rows }) => {
        const who = actorLink(table, after.by);
        const side = sides[after.side].name;
        const phrase = (at) => ` ${words.phrase[at.stance]} ${side}`;
        const support = (at) =>
          withCommas(shownSupport(at).map((one) => words.support[one.kind])).join("") ||
          "none named";
        const sentence = {
          began: () => [
            who,
            phrase(after),
            ` (${[support(after), after.status].filter((one) => one !== "none named").join("; ")})`,
          ],
          changed: () => [
            who,
            phrase(after),
            `; before: ${words.stance[before.stance].toLowerCase()}`,
          ],
          ended: () => [who, ` no longer ${words.stance[before.stance].toLowerCase()}: ${side}`],
          support: () => [who, phrase(after), `: ${support(after)}; before: ${support(before)}`],
          status: () => [who, phrase(after), `: ${after.status}; before: ${before.status}`],
          disputed: () => [
            who,
            phrase(after),
            ": denied by ",
            after.denied.map((one) => (one === null ? words.unnamed : actors[one].name)).join(", "),
          ],
          undisputed: () => [who, phrase(after)],
        }[kind]();
        const claims = withCommas(
          rows.map((row) =>
            element(
              "a",
              { href: `${table.base}/${row.address}` },
              row.sources.map((one) => table.data.sources[one].name).join(", "),
            ),
          ),
        );
        return element(
          "li",
          {},
          ...sentence,
          " ",
          element(
            "span",
            { class: "b-small" },
            claims.length > 1 ? "Claims: " : "Claim: ",
            ...claims,
          ),
        );
      });
    return lines.length
      ? [element("p", { class: "b-label" }, title), element("ul", {}, ...lines)]
      : [];
  });
}

/* --- the tools --- */

function optionsOf(tables, optionsIn) {
  const options = new Map();
  for (const { data } of tables)
    for (const [value, text] of optionsIn(data)) options.set(value, text);
  return [ANY, ...options];
}

function wordsInUse(words, rows, wordsOf) {
  const used = new Set(rows.flatMap(wordsOf));
  return Object.entries(words).filter(([word]) => used.has(word));
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

/* One set of tools serves all tables of the page. */
function start(container, tables) {
  const days = [...new Set(tables.flatMap(({ data }) => changeDays(data)))].sort();
  const newest = tables
    .map(({ data }) => data.on)
    .filter(Boolean)
    .sort()
    .at(-1);
  // Unless a day is chosen, each table is as of its own conflict's newest article.
  const daysDiffer = tables.some(({ data }) => data.on !== newest);
  const first = days[0] ?? newest;
  const last = [newest, ...days].sort().at(-1);
  const words = tables[0].data.words;
  const state = readState(STATE_NAMES);
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  for (const name of ["on", "from"]) if (!isDay(state[name])) state[name] = "";

  const selects = {
    side: selectControl("side", sideOptions(tables)),
    stance: selectControl(
      "stance",
      optionsOf(tables, (data) => wordsInUse(words.stance, data.rows, (row) => row.stance)),
    ),
    support: selectControl(
      "support",
      optionsOf(tables, (data) => wordsInUse(words.support, data.rows, (row) => row.support)),
    ),
    status: selectControl("status", [
      ANY,
      ...[...words.status.filter((one) => one !== "withdrawn"), "disputed"].map((one) => [
        one,
        one,
      ]),
    ]),
    sort: selectControl("sort", SORTS),
  };
  const labels = {
    side: "Towards",
    stance: "Stance",
    support: "Support",
    status: "Status",
    sort: "Order by",
  };
  const dayCount = Math.round((Date.parse(last) - Date.parse(first)) / 864e5);
  const slider = element("input", {
    type: "range",
    min: 0,
    max: dayCount,
    step: 1,
    class: "b-slider",
  });
  const field = element("input", { type: "date", name: "on", required: !daysDiffer });
  const against = element("input", { type: "date", name: "from" });
  const count = liveRegion();
  const difference = element("div", { class: "b-changes", hidden: true });
  const empty = element(
    "p",
    { class: "b-empty", hidden: true },
    "No position fits all of this. Remove a filter, or choose another day.",
  );

  function apply() {
    const on = state.on || newest;
    let shown = 0;
    for (const table of tables) {
      const day = state.on || table.data.on;
      if (table.day !== day) showDay(table, (table.day = day));
      shown += arrange(table, state);
    }
    // If nothing fits in any table, one message is enough.
    for (const table of tables)
      if (table.emptyMessage) table.emptyMessage.hidden = !table.body.hidden || shown === 0;
    slider.value = Math.round((Date.parse(on) - Date.parse(first)) / 864e5);
    const isEachOnItsDay = daysDiffer && !state.on;
    const asOf = isEachOnItsDay
      ? "each conflict as of its newest article"
      : `as of ${dayWords(words, on)}`;
    slider.setAttribute("aria-valuetext", isEachOnItsDay ? asOf : dayWords(words, on));
    if (field.value !== (isEachOnItsDay ? "" : on)) field.value = isEachOnItsDay ? "" : on;
    if (against.value !== state.from) against.value = state.from;
    for (const [name, select] of Object.entries(selects)) select.value = state[name];
    const total = tables.reduce((sum, { backers }) => sum + backers.length, 0);
    empty.hidden = shown > 0;
    announce(count, `${shown} of ${total} backers shown, ${asOf}.${compare(on)}`);
    saveState(state);
  }

  /* Shows what changed, and returns a sentence that says how much. */
  function compare(on) {
    difference.hidden = !state.from;
    if (!state.from) {
      difference.replaceChildren();
      return "";
    }
    const [from, to] = [state.from, on].sort();
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

  let isPlanned = false;
  function applySoon() {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => ((isPlanned = false), apply()));
  }
  const choose = (name, value) => ((state[name] = value), applySoon());
  const goTo = (day) => day && choose("on", day === newest && !daysDiffer ? "" : day);

  slider.addEventListener("input", () => goTo(addDays(first, Number(slider.value))));
  field.addEventListener("change", () =>
    choose("on", isDay(field.value) && (daysDiffer || field.value !== newest) ? field.value : ""),
  );
  against.addEventListener("change", () =>
    choose("from", isDay(against.value) ? against.value : ""),
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
  const earlier = button("Earlier change", () =>
    goTo(days.filter((day) => day < (state.on || newest)).at(-1)),
  );
  const next = button("Later change", () => goTo(days.find((day) => day > (state.on || newest))));
  container.append(
    element(
      "div",
      { class: "b-controls b-controls--day", role: "group", "aria-label": "As of a day" },
      labelledControl("As of", field),
      labelledControl("Compare with", against),
      labelledControl("Through time", slider),
      element("div", { class: "b-control b-control--row" }, earlier, next),
    ),
    foldingPanel(
      "Filter and order",
      hasFilters(state) || state.sort !== "",
      ...Object.entries(selects).map(([name, select]) => labelledControl(labels[name], select)),
    ),
    element("div", { class: "b-tools__foot" }, count, reset),
    difference,
    empty,
  );
  if (tables.length > 1) {
    container.prepend(
      element(
        "p",
        { class: "b-small b-tools__scope" },
        `For all ${tables.length} conflicts on this page:`,
      ),
    );
    for (const table of tables) {
      table.emptyMessage = element(
        "p",
        { class: "b-empty", hidden: true },
        "No position in this conflict fits what was chosen above.",
      );
      table.body.after(table.emptyMessage);
    }
  }
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", "Tools for the table");
  apply();
}

const container = document.querySelector('[data-tools="backers"]');
const tables = [...document.querySelectorAll('script[data-for="backers"]')]
  .map(tableOf)
  .filter((table) => table && table.data.on && table.data.rows.length);
if (container && tables.length) start(container, tables);
else container?.remove();
