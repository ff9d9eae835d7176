/* Lets a reader filter and sort the table of backers, and see it as of any day. */

import { chosen, keep } from "./address.js";
import { button, choice, element, folding, labelled, say, told } from "./controls.js";
import { followDay } from "./drawings.js";
import { camp, changes, histories, later, position, turns } from "./positions.js";

const NAMES = ["on", "from", "side", "stance", "support", "status", "sort"];
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

/* --- a table as data and as it stands on the page --- */

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
    const written = [...cell.childNodes].filter((one) => one !== evidence);
    backer.cells.push({ history, cell, evidence, written });
  }
  return [...found.values()];
}

/* It stays, whatever the day: unfolded here, or a link to where it is. */
function evidenceIn(cell) {
  return cell.querySelector(':scope > .b-evidence, :scope > p:has(> a[href$="#_stands"])');
}

function campsOf(data, body) {
  const heads = new Map([...body.tBodies].map((one) => [one.rows[0].cells[0].textContent, one]));
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

function dayIn(words, day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${number} ${words.months[month - 1]} ${year}`;
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

function joined(nodes) {
  return nodes.flatMap((one, index) => (index ? [", ", one] : [one]));
}

function worthAWord(at) {
  const only = at.supports.length === 1 && at.supports[0].kind === "unspecified";
  return only && at.stance !== "backs" ? [] : at.supports;
}

function supportOf(at, words) {
  return joined(
    worthAWord(at).map((one) => {
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

function actorIn({ data, base }, number) {
  if (number === null) return data.words.unnamed;
  const { slug, name } = data.actors[number];
  return element("a", { class: "b-actor", href: `${base}/actors/${slug}/` }, name);
}

function sourceIn({ data, base }, number) {
  const { name, url, address, number: printed = null } = data.sources[number];
  const where = url
    ? { class: "b-out", href: url, rel: "external noopener" }
    : { href: `${base}/${address}` };
  return element("a", { ...where, "data-number": printed }, name);
}

/* What a cell says on a day, as partials/standings.html says it of the day of the page. */
function saidOf(at, table, day) {
  const { words, dates } = table.data;
  const line = (kind, ...children) => element("p", { class: kind }, ...children);
  if (at.stance === null && !at.begun) {
    return [line("b-small", `Nothing on record by ${dayIn(words, day)}`)];
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
  const said = [line("b-standing__head", ...head)];
  if (at.stance && worthAWord(at).length)
    said.push(line("b-standing__support", ...supportOf(at, words)));
  if (at.stance) {
    const when = at.since === null ? `by ${dates[at.asOf].by}` : dates[at.since].since;
    said.push(line("b-small", when));
  }
  if (at.denied.length) {
    said.push(
      line(
        "b-small b-denied",
        "Denied by ",
        ...joined(at.denied.map((one) => actorIn(table, one))),
      ),
    );
  }
  said.push(
    line(
      "b-small",
      "On the word of ",
      ...joined(newest.sources.map((one) => sourceIn(table, one))),
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
  return said;
}

/* --- the day --- */

function showDay(table, day) {
  const own = day === table.data.on;
  for (const backer of table.backers) {
    backer.at = backer.cells.map((one) => position(one.history, day, table.data.words));
    backer.camp = camp(backer.at, table.data.words);
    backer.cells.forEach((one, index) => showCell(one, backer.at[index], table, day, own));
  }
  const caption = table.body.caption.querySelector("time");
  if (caption) {
    caption.dateTime = day;
    caption.textContent = dayIn(table.data.words, day);
  }
  followDay(table, day, (one) => dayIn(table.data.words, one));
}

function showCell(one, at, table, day, own) {
  // What the page was built with comes back when its own day is asked for.
  const shown = own ? one.written : saidOf(at, table, day);
  one.cell.replaceChildren(...shown, ...(one.evidence ? [one.evidence] : []));
  one.cell.dataset.stance = at.stance ?? "";
  one.cell.querySelectorAll(".b-history__row").forEach((row, index) => {
    const holds = at.holding.includes(one.history[index]);
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

/* One and the same position has to fit all that is chosen. */
function fits(at, state, data) {
  return (
    (!state.side || (at.begun && data.sides[at.side].slug === state.side)) &&
    (!state.stance || at.stance === state.stance) &&
    (!state.support || at.supports.some((one) => one.kind === state.support)) &&
    (!state.status || (state.status === "disputed" ? at.disputed : at.status === state.status))
  );
}

const filtering = (state) => ["side", "stance", "support", "status"].some((name) => state[name]);

const MEASURES = {
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
  const measure = MEASURES[state.sort];
  const order = table.backers.map((backer, index) => [
    measure ? measure(backer, table.data) : 0,
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
      const shown = !filtering(state) || backer.at.some((at) => fits(at, state, table.data));
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

/* --- what changed between two days --- */

function changed(table, first, second) {
  const { words, sides, actors } = table.data;
  const every = changes(table.data, first, second);
  return CHANGES.flatMap(([kind, title]) => {
    const lines = every
      .filter((one) => one.kind === kind)
      .map(({ before, after, rows }) => {
        const who = actorIn(table, after.by);
        const side = sides[after.side].name;
        const phrase = (at) => ` ${words.phrase[at.stance]} ${side}`;
        const support = (at) =>
          joined(worthAWord(at).map((one) => words.support[one.kind])).join("") || "none named";
        const said = {
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
        const claims = joined(
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
          ...said,
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

/* --- everything together --- */

function optionsOf(tables, of) {
  const found = new Map();
  for (const table of tables) for (const [value, text] of of(table.data)) found.set(value, text);
  return [ANY, ...found];
}

function inUse(words, rows, of) {
  const used = new Set(rows.flatMap(of));
  return Object.entries(words).filter(([word]) => used.has(word));
}

/* Of several conflicts each has its own sides. */
function sidesOf(tables) {
  const of = ({ data }) => data.sides.map(({ slug, name }) => [slug, name]);
  return [
    ANY,
    ...(tables.length === 1 ? of(tables[0]) : tables.map((table) => [table.data.title, of(table)])),
  ];
}

/* The tools hold for all tables of the page: a day and a filter mean the same in each. */
function start(place, tables) {
  const days = [...new Set(tables.flatMap(({ data }) => turns(data)))].sort();
  const own = tables
    .map(({ data }) => data.on)
    .filter(Boolean)
    .sort()
    .at(-1);
  // Without a day each table is that of its own conflict's newest article.
  const apart = tables.some(({ data }) => data.on !== own);
  const first = days[0] ?? own;
  const last = [own, ...days].sort().at(-1);
  const words = tables[0].data.words;
  const state = chosen(NAMES);
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  for (const name of ["on", "from"]) if (!isDay(state[name])) state[name] = "";

  const selects = {
    side: choice("side", sidesOf(tables)),
    stance: choice(
      "stance",
      optionsOf(tables, (data) => inUse(words.stance, data.rows, (row) => row.stance)),
    ),
    support: choice(
      "support",
      optionsOf(tables, (data) => inUse(words.support, data.rows, (row) => row.support)),
    ),
    status: choice("status", [
      ANY,
      ...[...words.status.filter((one) => one !== "withdrawn"), "disputed"].map((one) => [
        one,
        one,
      ]),
    ]),
    sort: choice("sort", SORTS),
  };
  const labels = {
    side: "Towards",
    stance: "Stance",
    support: "Support",
    status: "Status",
    sort: "Order by",
  };
  const span = Math.round((Date.parse(last) - Date.parse(first)) / 864e5);
  const slider = element("input", { type: "range", min: 0, max: span, step: 1, class: "b-slider" });
  const field = element("input", { type: "date", name: "on", required: !apart });
  const against = element("input", { type: "date", name: "from" });
  const count = told();
  const difference = element("div", { class: "b-changes", hidden: true });
  const empty = element(
    "p",
    { class: "b-empty", hidden: true },
    "No position fits all of this. Take a filter away, or choose another day.",
  );

  function apply() {
    const on = state.on || own;
    let shown = 0;
    for (const table of tables) {
      const day = state.on || table.data.on;
      if (table.day !== day) showDay(table, (table.day = day));
      shown += arrange(table, state);
    }
    // Where nothing fits in any table, that is said once.
    for (const table of tables)
      if (table.none) table.none.hidden = !table.body.hidden || shown === 0;
    slider.value = Math.round((Date.parse(on) - Date.parse(first)) / 864e5);
    const each = apart && !state.on;
    const asOf = each ? "each conflict as of its newest article" : `as of ${dayIn(words, on)}`;
    slider.setAttribute("aria-valuetext", each ? asOf : dayIn(words, on));
    if (field.value !== (each ? "" : on)) field.value = each ? "" : on;
    if (against.value !== state.from) against.value = state.from;
    for (const [name, one] of Object.entries(selects)) one.value = state[name];
    const every = tables.reduce((sum, { backers }) => sum + backers.length, 0);
    empty.hidden = shown > 0;
    say(count, `${shown} of ${every} backers shown, ${asOf}.${compare(on)}`);
    keep(state);
  }

  /* Shows what changed, and says how much. */
  function compare(on) {
    difference.hidden = !state.from;
    if (!state.from) {
      difference.replaceChildren();
      return "";
    }
    const [from, to] = [state.from, on].sort();
    const lines = tables.flatMap((table) => {
      const found = changed(table, from, to);
      const named = tables.length > 1 && found.length > 0;
      return [
        ...(named ? [element("p", { class: "b-changes__conflict" }, table.data.title)] : []),
        ...found,
      ];
    });
    const title = `What changed between ${dayIn(words, from)} and ${dayIn(words, to)}`;
    difference.replaceChildren(
      element("p", { class: "b-changes__title" }, title),
      ...(lines.length ? lines : [element("p", {}, "Nothing that an article tells of.")]),
    );
    const number = difference.querySelectorAll("li").length;
    return ` ${number || "No"} change${number === 1 ? "" : "s"} listed.`;
  }

  let planned = false;
  function soon() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => ((planned = false), apply()));
  }
  const choose = (name, value) => ((state[name] = value), soon());
  const goTo = (day) => day && choose("on", day === own && !apart ? "" : day);

  slider.addEventListener("input", () => goTo(later(first, Number(slider.value))));
  field.addEventListener("change", () =>
    choose("on", isDay(field.value) && (apart || field.value !== own) ? field.value : ""),
  );
  against.addEventListener("change", () =>
    choose("from", isDay(against.value) ? against.value : ""),
  );
  for (const [name, one] of Object.entries(selects))
    one.addEventListener("change", () => choose(name, one.value));
  // An address may hold what no control offers: then nothing is chosen.
  for (const [name, one] of Object.entries(selects)) {
    one.value = state[name];
    if (one.selectedIndex < 0) state[name] = one.value = "";
  }

  const reset = button("Reset", () => {
    for (const name of NAMES) state[name] = "";
    soon();
  });
  const earlier = button("Earlier change", () =>
    goTo(days.filter((day) => day < (state.on || own)).at(-1)),
  );
  const next = button("Later change", () => goTo(days.find((day) => day > (state.on || own))));
  place.append(
    element(
      "div",
      { class: "b-controls b-controls--day", role: "group", "aria-label": "As of a day" },
      labelled("As of", field),
      labelled("Compare with", against),
      labelled("Through time", slider),
      element("div", { class: "b-control b-control--row" }, earlier, next),
    ),
    folding(
      "Filter and order",
      filtering(state) || state.sort !== "",
      ...Object.entries(selects).map(([name, one]) => labelled(labels[name], one)),
    ),
    element("div", { class: "b-tools__foot" }, count, reset),
    difference,
    empty,
  );
  if (tables.length > 1) {
    place.prepend(
      element(
        "p",
        { class: "b-small b-tools__scope" },
        `For all ${tables.length} conflicts on this page:`,
      ),
    );
    for (const table of tables) {
      table.none = element(
        "p",
        { class: "b-empty", hidden: true },
        "No position in this conflict fits what was chosen above.",
      );
      table.body.after(table.none);
    }
  }
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Tools for the table");
  apply();
}

const place = document.querySelector('[data-tools="backers"]');
const tables = [...document.querySelectorAll('script[data-for="backers"]')]
  .map(tableOf)
  .filter((table) => table && table.data.on && table.data.rows.length);
if (place && tables.length) start(place, tables);
else place?.remove();
