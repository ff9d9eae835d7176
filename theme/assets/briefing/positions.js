/* Works out where each actor stands on a day, as model/positions.py does.

   Days are ISO 8601 texts, so the earlier of two is the smaller text. */

export function counts(row, day) {
  return row.status !== "withdrawn" && begun(row, day) && !(row.ends && row.ends < day);
}

export function begun(row, day) {
  return row.begins !== null && row.begins <= day;
}

/* The rows of each actor and side; the newest first, as in the data. */
export function histories(data) {
  const found = new Map();
  for (const row of data.rows) {
    const key = `${row.by} ${row.side}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  return [...found.values()];
}

const smallest = (numbers) => (numbers.length ? Math.min(...numbers) : null);

/* `since` and `asOf` are indexes into the list of dates, which is sorted. */
function since(holding) {
  const began = smallest(holding.filter((row) => row.since !== null).map((row) => row.since));
  const heldBy = smallest(holding.filter((row) => row.since === null).map((row) => row.asOf));
  return began !== null && heldBy !== null && heldBy < began ? null : began;
}

const firmest = (rows, words) =>
  words.status.find((status) => rows.some((row) => row.status === status)) ?? null;

function supports(holding, words) {
  const kinds = new Set(holding.flatMap((row) => row.support));
  if (kinds.size > 1) kinds.delete("unspecified");
  return Object.keys(words.support)
    .filter((kind) => kinds.has(kind))
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
    asOf: smallest(holding.map((row) => row.asOf)),
    denied,
    disputed: denied.length > 0,
    begun: rows.some((row) => begun(row, day)),
    holding,
    rows,
  };
}

/* The camp of an actor with these positions, one for each side that it has been on record about. */
export function camp(positions, words) {
  const current = positions.filter((one) => one.stance !== null);
  const supported = current.filter((one) => words.supportive.includes(one.stance));
  if (supported.length === 1) return { key: "with", side: supported[0].side };
  const any = (stances) => current.some((one) => stances.includes(one.stance));
  if (supported.length || any(words.between)) return { key: "between", side: null };
  if (any(words.adverse)) return { key: "away", side: null };
  return { key: positions.some((one) => one.begun) ? "past" : "yet", side: null };
}

/* The days on which a row begins to count, or stops. */
export function changeDays(data) {
  const days = new Set();
  for (const row of data.rows.filter((one) => one.status !== "withdrawn")) {
    if (row.begins) days.add(row.begins);
    if (row.ends && row.ends < "9999-12-31") days.add(addDays(row.ends, 1));
  }
  return [...days].sort();
}

export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/* What changed between two days, the earlier first; each change with the rows that report it. */
export function changesBetween(data, first, second) {
  const found = [];
  for (const rows of histories(data)) {
    const before = position(rows, first, data.words);
    const after = position(rows, second, data.words);
    const add = (kind, grounds) => found.push({ kind, before, after, rows: grounds });
    const newRows = after.holding.filter((row) => !before.holding.includes(row));
    const reasons = newRows.length ? newRows : after.holding;
    if (before.stance === null && after.stance !== null) add("began", after.holding);
    else if (before.stance !== null && after.stance === null) add("ended", before.holding);
    else if (before.stance !== after.stance) add("changed", after.holding);
    else if (after.stance !== null) {
      const kinds = (one) => one.supports.map(({ kind }) => kind).join(" ");
      if (kinds(before) !== kinds(after)) add("support", reasons);
      if (before.status !== after.status) add("status", reasons);
      if (before.disputed && !after.disputed) add("undisputed", reasons);
    }
    if (after.disputed && !before.disputed)
      add(
        "disputed",
        after.holding.filter((row) => row.denied.length),
      );
  }
  return found;
}
