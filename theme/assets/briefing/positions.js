/* Says where each actor stands on a given day: the rule of model/positions.py.

   Days are written as in ISO 8601, so that the earlier of two is the smaller text. */

export function counts(row, day) {
  return row.status !== "withdrawn" && begun(row, day) && !(row.ends && row.ends < day);
}

export function begun(row, day) {
  return row.begins !== null && row.begins <= day;
}

/* The rows of each actor and side, the newest first, in the order of the data. */
export function histories(data) {
  const found = new Map();
  for (const row of data.rows) {
    const key = `${row.by} ${row.side}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  return [...found.values()];
}

const least = (numbers) => (numbers.length ? Math.min(...numbers) : null);

/* `since` and `asOf` are places in the list of dates, which is in order. */
function since(holding) {
  const first = least(holding.filter((row) => row.since !== null).map((row) => row.since));
  const held = least(holding.filter((row) => row.since === null).map((row) => row.asOf));
  return first !== null && held !== null && held < first ? null : first;
}

const firmest = (rows, words) =>
  words.status.find((one) => rows.some((row) => row.status === one)) ?? null;

function supports(holding, words) {
  const given = new Set(holding.flatMap((row) => row.support));
  if (given.size > 1) given.delete("unspecified");
  return Object.keys(words.support)
    .filter((kind) => given.has(kind))
    .map((kind) => {
      const rows = holding.filter((row) => row.support.includes(kind));
      return {
        kind,
        status: firmest(rows, words),
        disputed: rows.some((row) => row.denied.length > 0),
      };
    });
}

export function position(rows, day, words) {
  const counting = rows.filter((row) => counts(row, day));
  const stance = counting.length ? counting[0].stance : null;
  const holding = counting.filter((row) => row.stance === stance);
  const denied = [...new Set(holding.flatMap((row) => row.denied))];
  return {
    by: rows[0].by,
    side: rows[0].side,
    stance,
    supports: supports(holding, words),
    status: firmest(holding, words),
    since: since(holding),
    asOf: least(holding.map((row) => row.asOf)),
    denied,
    disputed: denied.length > 0,
    begun: rows.some((row) => begun(row, day)),
    holding,
    rows,
  };
}

/* Where an actor is listed whose positions these are, one for each side that it is on record about. */
export function camp(positions, words) {
  const held = positions.filter((one) => one.stance !== null);
  const supported = held.filter((one) => words.supportive.includes(one.stance));
  if (supported.length === 1) return { key: "with", side: supported[0].side };
  const any = (stances) => held.some((one) => stances.includes(one.stance));
  if (supported.length || any(words.between)) return { key: "between", side: null };
  if (any(words.adverse)) return { key: "away", side: null };
  return { key: positions.some((one) => one.begun) ? "past" : "yet", side: null };
}

/* The days on which something begins to count, or no longer counts. */
export function turns(data) {
  const days = new Set();
  for (const row of data.rows.filter((one) => one.status !== "withdrawn")) {
    if (row.begins) days.add(row.begins);
    if (row.ends && row.ends < "9999-12-31") days.add(later(row.ends, 1));
  }
  return [...days].sort();
}

export function later(day, by) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/* What is not as it was between two days, the earlier first; each with the rows that say so. */
export function changes(data, first, second) {
  const found = [];
  for (const rows of histories(data)) {
    const before = position(rows, first, data.words);
    const after = position(rows, second, data.words);
    const add = (kind, on) => found.push({ kind, before, after, rows: on });
    const fresh = after.holding.filter((row) => !before.holding.includes(row));
    const grounds = fresh.length ? fresh : after.holding;
    if (before.stance === null && after.stance !== null) add("began", after.holding);
    else if (before.stance !== null && after.stance === null) add("ended", before.holding);
    else if (before.stance !== after.stance) add("changed", after.holding);
    else if (after.stance !== null) {
      const named = (one) => one.supports.map((each) => each.kind).join(" ");
      if (named(before) !== named(after)) add("support", grounds);
      if (before.status !== after.status) add("status", grounds);
      if (before.disputed && !after.disputed) add("undisputed", grounds);
    }
    if (after.disputed && !before.disputed)
      add(
        "disputed",
        after.holding.filter((row) => row.denied.length),
      );
  }
  return found;
}
