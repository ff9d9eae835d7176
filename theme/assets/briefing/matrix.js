/* Writes the cells of the matrix for a day, as partials/matrix.html and partials/standings.html
   write them for the page's own day. */

import { element } from "./controls.js";
import { dayNumber, dayText, isOld, isOnSide, position, valueOn } from "./positions.js";

/* --- words --- */

export function dayWords(words, day) {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  return `${dayOfMonth} ${words.months[month - 1]} ${year}`;
}

export function withCommas(nodes) {
  return nodes.flatMap((node, index) => (index ? [", ", node] : [node]));
}

export function actorLink({ data, base }, number) {
  if (number === null) return data.words.unnamed;
  const { slug, name } = data.actors[number];
  return element("a", { class: "b-actor", href: `${base}/actors/${slug}/` }, name);
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

const remark = (text) => element("span", { class: "b-by" }, text);
const line = (kind, ...children) => element("p", { class: kind }, ...children);
const stanceNode = (text) => element("strong", { class: "b-stance" }, text);
const inShort = (text, { months }) =>
  months.reduce((short, month) => short.replace(month, month.slice(0, 3)), text);
const lastKnownWords = (held, words) => `last known ${dayWords(words, dayText(held.lastKnown))}`;

function supportNodes(held, { words, support }) {
  return withCommas(
    support[held.support].map(([kind, note]) =>
      element("span", {}, words.support[kind], ...(note ? [" ", remark(`(${note})`)] : [])),
    ),
  );
}

const actorLinks = (actors, table) => actors.map((actor) => actorLink(table, actor));

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

/* --- in short: a line for each track, as `short` in partials/matrix.html --- */

export function shortLines(at, { data }, day) {
  const others = [...at.held, ...at.ended, ...at.announced];
  const lines = [
    ...at.held.map((held) => heldInShort(held, data, day)),
    ...at.ended.map((ended) => endedInShort(ended, data)),
    ...at.announced.map((announced) => announcedInShort(announced, data)),
    ...(others.length ? [] : at.withdrawn.map((one) => withdrawnInShort(one, data))),
  ];
  if (!lines.length) return [element("span", { class: "b-unseen" }, "nothing on record")];
  return lines.flatMap((one, index) => (index ? [" ", one] : [one]));
}

const shortLine = (kind, ...children) => element("span", { class: `b-at${kind}` }, ...children);

function heldInShort(held, data, day) {
  const { words, texts, support } = data;
  const faded = isOld(held, dayNumber(day), data);
  const kinds = support[held.support];
  return shortLine(
    faded ? " b-old" : "",
    stanceNode(words.stance[held.stance]),
    " ",
    marks(held.status, held.disputed),
    ...kinds.flatMap((kind, index) => [" ", kitSign(kind, index === kinds.length - 1, words)]),
    " ",
    remark(faded ? inShort(lastKnownWords(held, words), words) : texts[held.began]),
  );
}

function kitSign([kind, note], isLast, words) {
  const text = note ? `${words.support[kind]} (${note})` : words.support[kind];
  return element(
    "span",
    { class: `b-kit b-kit--${kind}${note ? " b-kit--remark" : ""}`, title: text },
    isLast ? text : `${text},`,
  );
}

function endedInShort(ended, { words, texts }) {
  return shortLine(
    " b-at--over",
    stanceNode("No longer"),
    ` ${words.stance[ended.stance].toLowerCase()} `,
    marks(ended.status, ended.disputed),
    " ",
    remark(texts[ended.end]),
  );
}

function announcedInShort(announced, { texts }) {
  return shortLine(
    " b-at--over",
    stanceNode(`Announced for ${texts[announced.when]}`),
    ` ${texts[announced.detail]} `,
    marks(announced.status, announced.disputed),
  );
}

function withdrawnInShort(withdrawn, { texts }) {
  return shortLine(" b-at--over", stanceNode("Withdrawn"), ` ${texts[withdrawn.detail]}`);
}

/* --- in full: what a click unfolds above the evidence, as `positions` in standings.html --- */

function fullLines(at, table, day) {
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
  lines.push(line("b-small", `${texts[held.when]}; ${lastKnownWords(held, words)}`));
  for (const [amount, through, numbers] of held.extents.map((index) => extents[index])) {
    const by = through.length ? ["by way of ", ...withCommas(actorLinks(through, table))] : [];
    const between = amount && by.length ? ", " : "";
    lines.push(line("b-small", amount, between, ...by, " (", ...sourceLinks(table, numbers), ")"));
  }
  for (const [who, days] of held.denials)
    lines.push(line("b-small b-denied", "Denied by ", actorLink(table, who), `, ${texts[days]}`));
  return [...lines, wordLine(held, table)];
}

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

/* --- the rows and cells of a table --- */

/* A further page of a long table has the rows of some backers; here they are made when shown. */
export function rowFor(backer, table) {
  if (backer.row) return backer.row;
  const { data, base } = table;
  const { slug, name } = data.actors[backer.by];
  backer.row = element(
    "tr",
    { role: "row", "data-by": slug },
    element(
      "th",
      { scope: "row", role: "rowheader" },
      actorLink(table, backer.by),
      " ",
      element(
        "a",
        {
          class: "b-count",
          href: `${base}/actors/${slug}/#_stands`,
          "aria-label": `The evidence on ${name}`,
        },
        "evidence",
      ),
    ),
    ...data.sides.map(() => element("td", { role: "cell", class: "b-cell b-cell--empty" })),
  );
  for (const cell of backer.cells) bindCell(cell, backer.row, table);
  for (const member of backer.memberCells) member.cell = backer.row.cells[member.side + 1];
  return backer.row;
}

export function bindCell(cell, row, { data }) {
  cell.cell = row.cells[cell.stretches.side + 1];
  cell.details = cell.cell.querySelector(":scope > .b-evidence");
  cell.short = cell.details?.querySelector("summary") ?? cell.cell;
  cell.full = cell.details?.querySelector(".b-full");
  const { name, colour } = data.sides[cell.stretches.side];
  cell.cell.className = `b-cell b-side-${colour}`;
  cell.cell.dataset.label = name;
}

/* Writes the cells of one backer for a day, those that say something else than before. */
export function showRow(backer, table, day) {
  const number = dayNumber(day);
  backer.cells.forEach((cell, index) => showCell(cell, backer.at[index], table, day, number));
  for (const { side, cell } of backer.memberCells) {
    const isMember = isOnSide(backer.stretches, side, number);
    const { name } = table.data.sides[side];
    cell.classList.toggle("b-cell--on", isMember);
    cell.dataset.label = name;
    cell.replaceChildren(
      isMember
        ? remark(`on the side of ${name}`)
        : element("span", { class: "b-unseen" }, "nothing on record"),
    );
  }
  for (const cell of backer.row.cells)
    cell.classList.toggle("b-cell--own", cell.cellIndex - 1 === (backer.camp?.side ?? -2));
}

function showCell(cell, at, table, day, number) {
  const said = valueOn(cell.stretches.says, number);
  const fades = at.held.map((held) => isOld(held, number, table.data)).join();
  if (cell.said !== said || cell.fades !== fades) {
    cell.said = said;
    cell.fades = fades;
    cell.short.replaceChildren(...shortLines(at, table, day));
    cell.full?.replaceChildren(...fullLines(at, table, day));
    cell.cell.classList.toggle("b-cell--empty", !at.isOnRecord);
    cell.cell.dataset.stance = at.stance ?? "";
    cell.cell.toggleAttribute("data-old", at.isOld);
    if (at.shown)
      cell.cell.dataset.lastKnown = dayText(Math.max(...at.held.map((one) => one.lastKnown)));
    else delete cell.cell.dataset.lastKnown;
  }
  cell.details
    ?.querySelectorAll(".b-history__row")
    .forEach((row, index) =>
      showEvidence(row, valueOn(cell.stretches.evidence[index], number), table.data),
    );
}

/* What became of a row of the evidence by the day, and of each denial of it. */
function showEvidence(row, outcome, { texts }) {
  const [state, words, denials] = outcome ?? ["later", -1, ""];
  row.classList.toggle("b-history__row--past", state !== "holds");
  row.dataset.state = state;
  const note = row.querySelector(":scope > p > .b-by");
  note.textContent = `(${texts[words] ?? "not yet"})`;
  // The mark says it already.
  note.hidden = state === "withdrawn";
  const status = row.querySelector(":scope > p > .b-marks");
  status.querySelector(".b-status--disputed")?.remove();
  if (denials.includes("d")) status.append(" ", mark("disputed"));
  row.querySelectorAll(":scope > [data-denial]").forEach((denial, index) => {
    denial.classList.toggle("b-denied", denials[index] === "d");
    denial.querySelector(":scope > span").hidden = denials[index] !== "o";
  });
}

/* What the page was built with stands in the cells; on its own day nothing is written anew. */
export function rememberOwnDay(backer, { data }) {
  if (!backer.row || !data.on) return;
  const number = dayNumber(data.on);
  for (const cell of backer.cells) {
    cell.said = valueOn(cell.stretches.says, number);
    const at = position(backer.stretches, cell.stretches, number, data);
    cell.fades = at.held.map((held) => isOld(held, number, data)).join();
  }
}
