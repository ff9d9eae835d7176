/* Looks up where each actor stands on a day, in the stretches that pages/parts/timeline_data.py made.

   Days are numbers, counted from 1 January 1970, which is 0. */

export const dayNumber = (text) => Math.round(Date.parse(text) / 864e5);
export const dayText = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

/* The value on a day, of pairs of a first day and a value; null before the first of them. */
export function valueOn(changes, day) {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle][0] <= day) low = middle + 1;
    else high = middle;
  }
  return low ? changes[low - 1][1] : null;
}

/* What is said in each list of _said in pages/parts/timeline_data.py. */
const CLAIM = ["stance", "rows", "status", "disputed"];
const DETAILS = ["begun", "sourceCount", "denials", "extents"];
const FIELDS = {
  held: [...CLAIM, "run", "support", "when", "began", "lastKnown", "first", ...DETAILS],
  ended: [...CLAIM, "run", "until", "end"],
  announced: [...CLAIM, "when", "detail"],
  withdrawn: [...CLAIM, "detail"],
};

/* What holds, has ended, is announced and was withdrawn. */
function decoded(said, data) {
  const entry = (names, index) =>
    Object.fromEntries(names.map((name, at) => [name, data.states[index][at]]));
  const lists = Object.entries(FIELDS).map(([list, names], at) => [
    list,
    (said?.[at] ?? []).map((index) => entry(names, index)),
  ]);
  return Object.fromEntries(lists);
}

/* Where a backer stands towards one side on a day. What holds and is shown first gives the stance. */
export function position(backer, cell, day, data) {
  const stretch = valueOn(cell.says, day);
  const said = decoded(stretch, data);
  const shown = said.held[0] ?? null;
  return {
    ...said,
    stretch,
    by: backer.by,
    side: cell.side,
    shown,
    stance: shown && shown.stance,
    isOnRecord: Object.values(said).some((list) => list.length > 0),
    isOld:
      shown !== null && day - Math.max(...said.held.map((one) => one.lastKnown)) > data.longAgo,
  };
}

/* Whether a stance was last known so long before a day that it fades. */
export const isOld = (held, day, { longAgo }) => day - held.lastKnown > longAgo;

/* Whether a backer belongs to a side on a day. */
export function isOnSide(backer, side, day) {
  const spans = backer.memberships.find(([number]) => number === side)?.[1] ?? [];
  return spans.some(([first, last]) => first <= day && day <= last);
}

/* The camp of a backer on a day, and what sorts it there; null while nothing of it is on record. */
export function place(backer, day, data) {
  const [number, ...order] = valueOn(backer.camps, day) ?? [-1];
  return data.camps[number] ? { camp: data.camps[number], order } : null;
}

/* The days on which anything changes for some backers, in order. */
export function changeDays(backers) {
  const cells = backers.flatMap((backer) => backer.cells);
  const days = new Set(cells.flatMap((cell) => cell.says.map(([day]) => day)));
  return [...days].sort((a, b) => a - b);
}

/* What differs between two days, the earlier first; each with the rows that say so. */
export function changesBetween(data, first, second) {
  return data.backers.flatMap((backer) =>
    backer.cells.flatMap((cell) => changesOf(backer, cell, data, first, second)),
  );
}

function changesOf(backer, cell, data, first, second) {
  const before = position(backer, cell, first, data);
  const after = position(backer, cell, second, data);
  const pair = { by: backer.by, side: cell.side };
  const trackOf = (one) => data.words.track[one.stance];
  const changes = [];
  for (const now of after.held) {
    const past = before.held.find((one) => trackOf(one) === trackOf(now));
    const rows = newRows(cell, data, now, first, second);
    const ended = before.ended.find((one) => trackOf(one) === trackOf(now));
    for (const kind of past ? differences(past, now, data) : [beginning(now, ended, first)])
      changes.push({ ...pair, kind, past, now, rows });
  }
  const seen = new Set(before.ended.map((one) => one.run));
  for (const now of after.ended.filter((one) => !seen.has(one.run))) {
    const past = before.held.find((one) => trackOf(one) === trackOf(now));
    changes.push({ ...pair, kind: "ended", past, now, rows: now.rows });
  }
  const known = new Set(before.announced.flatMap((one) => one.rows));
  for (const now of after.announced.filter((one) => !known.has(one.rows[0])))
    changes.push({ ...pair, kind: "announced", past: undefined, now, rows: now.rows });
  return changes;
}

/* A stance began between two days only if its beginning is known to lie after the earlier one.
   Where none is known, `false` says that nothing was reported on the day by which it held. */
function beginning(now, ended, first) {
  if (ended?.stance === now.stance) return "again";
  if (now.begun === null) return "reported";
  if (now.begun === false) return "known";
  return now.begun > first ? "began" : "known";
}

const kindsOf = ({ support }, data) => data.support[support].map(([kind]) => kind).join(" ");

function differences(past, now, data) {
  if (past.stance !== now.stance) return ["changed"];
  if (past.run !== now.run) return ["again"];
  return [
    kindsOf(past, data) !== kindsOf(now, data) && "support",
    past.status !== now.status && "status",
    past.disputed !== now.disputed && (now.disputed ? "disputed" : "undisputed"),
  ].filter(Boolean);
}

/* The rows of a stance that began between two days, else those that began last. */
function newRows(cell, data, now, first, second) {
  const rows = cell.says
    .filter(([day]) => first < day && day <= second)
    .flatMap(([, said]) => decoded(said, data).held)
    .filter((one) => one.run === now.run)
    .flatMap((one) => one.rows);
  // The first stretch can repeat what began last before it.
  const old = new Set(decoded(valueOn(cell.says, first), data).held.flatMap((one) => one.rows));
  const fresh = new Set(rows.filter((row) => !old.has(row)));
  return fresh.size ? [...fresh] : now.rows;
}
