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
import {
  camp,
  changeDays,
  changesBetween,
  dayNumber,
  dayText,
  isOld,
  isOnSide,
  position,
  valueOn,
} from "./positions.js";

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
  return data.backers.map((backer) => {
    const row = rows.get(data.actors[backer.by].slug);
    const cells = backer.cells.map((stretches) => {
      const cell = row.cells[stretches.side + 1];
      const evidence = evidenceIn(cell);
      const original = [...cell.childNodes].filter((node) => node !== evidence);
      return { stretches, cell, evidence, original };
    });
    // A side to which it belongs may have a cell without any position.
    const sides = backer.memberships.map(([side]) => side);
    const memberCells = sides
      .filter((side) => !backer.cells.some((stretches) => stretches.side === side))
      .map((side) => ({ side, cell: row.cells[side + 1] }));
    return { stretches: backer, by: backer.by, row, cells, memberCells };
  });
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

const remark = (text) => element("span", { class: "b-by" }, text);

function supportNodes(held, { words, support }) {
  return withCommas(
    support[held.support].map(([kind, note]) =>
      element("span", {}, words.support[kind], ...(note ? [" ", remark(`(${note})`)] : [])),
    ),
  );
}

function actorLink({ data, base }, number) {
  if (number === null) return data.words.unnamed;
  const { slug, name } = data.actors[number];
  return element("a", { class: "b-actor", href: `${base}/actors/${slug}/` }, name);
}

/* Publishers, each once; a further source of one is "(2)", as in partials/sources.html. */
function sourceLinks({ data, base }, numbers) {
  const names = numbers.map((number) => data.sources[number].name);
  return numbers.flatMap((number, index) => {
    const { name, url, address, number: printed = null } = data.sources[number];
    const attributes = url
      ? { class: "b-out", href: url, rel: "external noopener" }
      : { href: `${base}/${address}` };
    const place = names.slice(0, index + 1).filter((one) => one === name).length;
    const text = place === 1 ? name : `(${place})`;
    const between = index === 0 ? [] : [place === 1 ? ", " : " "];
    return [...between, element("a", { ...attributes, "data-number": printed }, text)];
  });
}

const line = (kind, ...children) => element("p", { class: kind }, ...children);
const stanceNode = (text) => element("strong", { class: "b-stance" }, text);

/* The content of a cell on a day, as partials/standings.html writes it for the page's own day. */
function cellContent(at, table, day) {
  const others = [...at.held, ...at.ended, ...at.announced];
  const lines = [
    ...at.held.flatMap((held) => heldLines(held, table, day)),
    ...at.ended.flatMap((ended) => endedLines(ended, table)),
    ...at.announced.flatMap((announced) => announcedLines(announced, table)),
    ...(others.length ? [] : at.withdrawn.flatMap((one) => withdrawnLines(one, table))),
  ];
  return lines.length ? lines : [element("p", {}, remark("nothing on record"))];
}

function heldLines(held, table, day) {
  const { words, support, texts, extents } = table.data;
  const faded = isOld(held, dayNumber(day), table.data) ? " b-old" : "";
  const lines = [
    line(
      `b-standing__head${faded}`,
      stanceNode(words.stance[held.stance]),
      " ",
      marks(held.status, held.disputed),
    ),
  ];
  if (support[held.support].length)
    lines.push(line(`b-standing__support${faded}`, ...supportNodes(held, table.data)));
  const lastKnown = dayWords(words, dayText(held.lastKnown));
  lines.push(line("b-small", `${texts[held.when]}; last known ${lastKnown}`));
  for (const [amount, through, numbers] of held.extents.map((index) => extents[index])) {
    const by = through.length ? ["by way of ", ...withCommas(actorLinks(through, table))] : [];
    const between = amount && by.length ? ", " : "";
    lines.push(line("b-small", amount, between, ...by, " (", ...sourceLinks(table, numbers), ")"));
  }
  for (const [who, days] of held.denials)
    lines.push(line("b-small b-denied", "Denied by ", actorLink(table, who), `, ${texts[days]}`));
  return [...lines, wordLine(held, table)];
}

const actorLinks = (actors, table) => actors.map((actor) => actorLink(table, actor));

function endedLines(ended, table) {
  const { words, texts } = table.data;
  const stance = remark(words.stance[ended.stance].toLowerCase());
  const firmness = marks(ended.status, ended.disputed);
  return [
    line("b-standing__head", stanceNode("No longer"), " ", stance, " ", firmness),
    line("b-small", texts[ended.until]),
    wordLine(ended, table),
  ];
}

function announcedLines(announced, table) {
  const { texts } = table.data;
  const head = stanceNode(`Announced for ${texts[announced.when]}`);
  const detail = remark(texts[announced.detail]);
  const firmness = marks(announced.status, announced.disputed);
  return [line("b-standing__head", head, " ", detail, " ", firmness), wordLine(announced, table)];
}

function withdrawnLines(withdrawn, table) {
  const detail = remark(table.data.texts[withdrawn.detail]);
  return [
    line("b-standing__head", stanceNode("Withdrawn"), " ", detail),
    wordLine(withdrawn, table),
  ];
}

function wordLine({ rows }, table) {
  const [address, , ...sources] = table.data.rows[rows[0]];
  return line(
    "b-small",
    "On the word of ",
    ...sourceLinks(table, sources),
    " ",
    element(
      "span",
      { class: "b-screen" },
      "(",
      element("a", { href: `${table.base}/${address}` }, "claim"),
      ")",
    ),
  );
}

/* --- the day --- */

function showDay(table, day) {
  const { data } = table;
  const isOwnDay = day === data.on;
  const number = dayNumber(day);
  for (const backer of table.backers) {
    backer.at = backer.cells.map(({ stretches }) =>
      position(backer.stretches, stretches, number, data),
    );
    backer.camp = camp(backer.stretches, number, data);
    backer.cells.forEach((cell, index) => showCell(cell, backer.at[index], table, day, isOwnDay));
    for (const { side, cell } of backer.memberCells) {
      const isMember = isOnSide(backer.stretches, side, number);
      const text = isMember ? `on the side of ${data.sides[side].name}` : "nothing on record";
      cell.replaceChildren(remark(text));
    }
  }
  const caption = table.body.caption.querySelector("time");
  if (caption) {
    caption.dateTime = day;
    caption.textContent = dayWords(data.words, day);
  }
  followDay(table, day, (value) => dayWords(data.words, value));
}

function showCell({ cell, stretches, evidence, original }, at, table, day, isOwnDay) {
  // On its own day, the page shows what it was built with.
  const content = isOwnDay ? original : cellContent(at, table, day);
  cell.replaceChildren(...content, ...(evidence ? [evidence] : []));
  cell.dataset.stance = at.stance ?? "";
  cell.toggleAttribute("data-old", at.isOld);
  if (at.shown) cell.dataset.lastKnown = dayText(Math.max(...at.held.map((one) => one.lastKnown)));
  else delete cell.dataset.lastKnown;
  cell
    .querySelectorAll(".b-history__row")
    .forEach((row, index) =>
      showRow(row, valueOn(stretches.evidence[index], dayNumber(day)), table.data),
    );
}

/* What became of a row of the evidence by the day, and of each denial of it. */
function showRow(row, outcome, { texts }) {
  const [state, words, denials] = outcome ?? ["later", -1, ""];
  row.classList.toggle("b-history__row--past", state !== "holds");
  row.dataset.state = state;
  const note = row.querySelector(":scope > p > .b-by");
  if (note) note.textContent = `(${texts[words] ?? "not yet"})`;
  const status = row.querySelector(":scope > p > .b-marks");
  status.querySelector(".b-status--disputed")?.remove();
  if (denials.includes("d")) status.append(" ", mark("disputed"));
  row.querySelectorAll(":scope > [data-denial]").forEach((denial, index) => {
    denial.classList.toggle("b-denied", denials[index] === "d");
    denial.querySelector(":scope > span").hidden = denials[index] !== "o";
  });
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
const beginningOf = (held) => held.begun ?? held.first;

const SORT_KEYS = {
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

function arrange(table, state) {
  const sortKey = SORT_KEYS[state.sort];
  const order = table.backers.map((backer, index) => [
    sortKey ? sortKey(backer, table.data) : 0,
    index,
    backer,
  ]);
  order.sort(([a, i], [b, j]) => (a === b ? i - j : a < b ? -1 : 1));
  let count = 0;
  // Whoever is not on record yet is in no camp.
  for (const backer of table.backers) backer.row.hidden = true;
  for (const one of table.camps) {
    const members = order
      .map(([, , backer]) => backer)
      .filter((backer) => backer.camp?.key === one.key && backer.camp.side === one.side);
    let any = false;
    for (const backer of members) {
      const shown = backer.at.some((at) => matches(at, state, table.data));
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

function wordsInUse(labels, used) {
  return Object.entries(labels).filter(([word]) => used.has(word));
}

/* Those that hold on some day or other. */
function stancesIn({ backers, states }) {
  const said = backers.flatMap(({ cells }) => cells.flatMap(({ says }) => says));
  return new Set(said.flatMap(([, [held = []]]) => held.map((index) => states[index][0])));
}

const supportIn = ({ support }) => new Set(support.flatMap((kinds) => kinds.map(([kind]) => kind)));

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

/* One set of tools serves all tables of the page. */
function start(container, tables) {
  const days = [...new Set(tables.flatMap(({ data }) => changeDays(data).map(dayText)))].sort();
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
      optionsOf(tables, (data) => wordsInUse(words.stance, stancesIn(data))),
    ),
    support: selectControl(
      "support",
      optionsOf(tables, (data) => wordsInUse(words.support, supportIn(data))),
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
  const dayCount = dayNumber(last) - dayNumber(first);
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
    slider.value = dayNumber(on) - dayNumber(first);
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
    const counted = `${shown} of ${total} backer${total === 1 ? "" : "s"} shown, ${asOf}.`;
    announce(count, `${counted}${notYet(tables)}${compare(on)}`);
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

  slider.addEventListener("input", () => goTo(dayText(dayNumber(first) + Number(slider.value))));
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
  .filter((table) => table && table.data.on && table.data.backers.length);
if (container && tables.length) start(container, tables);
else container?.remove();
