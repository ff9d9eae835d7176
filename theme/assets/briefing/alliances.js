/* Draws who stands with whom on another day, as pictures/alliances.py does for the page's own.

   The layout is written twice, because a browser cannot ask Python. A test compares both, element
   by element, on every day on which anything changes. */

import { disputedSign, drawText, filled, sideSign, svgElement, tie, weightOf } from "./signs.js";
import { firmness, positionWords, sentences } from "./standing-words.js";

const [WIDE, NARROW] = [760, 340];
const NAME = { size: 14, isBold: true };
const PLATE_NAME = { size: 16, isBold: true };
const [NAME_LINE, TEXT_LINE, ROW_GAP, PLATE_LINE, BAR] = [18, 16, 11, 20, 10];
const [FACING_PLATE, SPINE] = [216, 14];
const HOLDING_CAMPS = ["with", "between", "away"];
/* As in site/gallery.py: of more, a drawing has those who matter most. */
const [MOST_BACKERS, MOST_POSITIONS] = [24, 45];

/* --- what is drawn --- */

/* The camps of the day, with as many backers as a reader takes in. */
export function shownOn(table) {
  const { data } = table;
  const camps = data.camps.map((camp) => ({
    ...camp,
    backers: table.backers
      .filter((one) => one.camp === camp)
      .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
      .map(rowOf),
  }));
  const all = camps.flatMap(({ backers }) => backers);
  const byWeight = all.map((one) => [weight(one, data), one]);
  byWeight.sort(([[a, b]], [[c, d]]) => a - c || b - d);
  const foremost = byWeight.map(([, one]) => one);
  const positions = (count) =>
    foremost.slice(0, count).reduce((sum, { towards }) => sum + towards.length, 0);
  let count = Math.min(MOST_BACKERS, all.length);
  while (count > 1 && positions(count) > MOST_POSITIONS) count -= 1;
  const chosen = new Set(foremost.slice(0, count));
  return {
    table,
    data,
    letters: table.letters,
    // Two days with the same key look the same.
    key: JSON.stringify(all.map(({ by, camp, towards }) => [by, camp, towards.map(lookOf)])),
    total: all.length,
    camps: camps
      .map((camp) => ({ ...camp, backers: camp.backers.filter((one) => chosen.has(one)) }))
      .filter(({ backers }) => backers.length),
  };
}

const lookOf = ({ stretch, isOld }) => [stretch, isOld];

/* A backer with what is on record of it by the day. */
function rowOf(backer) {
  const cells = backer.at.map((at, index) => [at, backer.cells[index].stretches.rows]);
  const told = cells.filter(([at]) => at.isOnRecord);
  return {
    by: backer.by,
    camp: backer.camp.title,
    towards: told.map(([at]) => at),
    rowCount: told.reduce((sum, [, rows]) => sum + rows, 0),
  };
}

/* How little a backer matters: nothing holds, little is firm, few claims tell of it. */
function weight({ towards, rowCount }, { words: { status } }) {
  const firm = towards.filter((at) => at.shown).map((at) => status.indexOf(at.shown.status));
  return [Math.min(status.length, ...firm), -rowCount];
}

const backersOf = ({ camps }) => camps.flatMap(({ backers }) => backers);
const campOf = ({ camps }, side) => camps.find((camp) => camp.side === side);

/* How many back a side and no other; nobody may, while some back it beside another. */
function countOfBackers(shown, side) {
  const { picture, group } = shown.data.words;
  const count = campOf(shown, side)?.backers.length ?? 0;
  if (count) return filled(count === 1 ? picture.one : picture.many, { count });
  const isShared = backersOf(shown).some(({ towards }) =>
    towards.some((at) => at.side === side && group[at.stance] === "supportive"),
  );
  return isShared ? picture.shared : picture.none;
}

export function sentencesOf(shown) {
  return backersOf(shown).flatMap(({ towards }) =>
    towards.map((at) => sentences(at, shown.data).join(" ")),
  );
}

export function summaryOf(shown) {
  const { data, camps } = shown;
  const parts = data.sides.map(({ name }, side) => {
    return `${name}: ${countOfBackers(shown, side).toLowerCase()}`;
  });
  const others = camps.filter(({ side }) => side === null);
  parts.push(...others.map(({ title, backers }) => `${title.toLowerCase()}: ${backers.length}`));
  return `${parts.join("; ")}.`;
}

/* What the title says of a picture that does not have all backers. */
export function someOf(shown) {
  const count = backersOf(shown).length;
  const template = shown.data.words.picture.some;
  return count === shown.total ? "" : filled(template, { count, all: shown.total });
}

/* --- the drawing --- */

/* Draws in place of what was drawn for another day; the title and the summary stay. */
export function drawAlliances(svg, shown) {
  const isWide = svg.classList.contains("b-pic--wide");
  const drawing = new Drawing(shown, isWide ? WIDE : NARROW);
  const isFacing = isWide && shown.data.sides.length === 2;
  const end = isFacing ? drawing.facing() : drawing.blocks();
  const [key, height] = drawSamples(samples(shown), isWide ? 0 : 2, end + 14, drawing);
  svg.replaceChildren(
    ...svg.querySelectorAll(":scope > title, :scope > desc"),
    ...drawing.bars,
    ...drawing.parts,
    key,
  );
  svg.setAttribute("viewBox", `0 0 ${drawing.width} ${Math.round(height + 4)}`);
  svg.setAttribute("height", Math.round(height + 4));
}

/* Collects the parts of one drawing from top to bottom; each method returns where it ends. */
class Drawing {
  bars = [];
  parts = [];

  constructor(shown, width) {
    this.shown = shown;
    this.data = shown.data;
    this.letters = shown.letters;
    this.width = width;
    this.isWide = width === WIDE;
    this.others = shown.camps.filter(({ side }) => side === null);
  }

  backersWith(side) {
    return campOf(this.shown, side)?.backers;
  }

  /* Two sides face each other; those between them are in the middle. */
  facing() {
    const middle = this.width / 2;
    const reach = this.others.length ? 130 : 116;
    const [inner, outer] = [middle - reach, middle + reach];
    const lines = Math.max(...[0, 1].map((side) => this.plateNames(side, FACING_PLATE).length));
    const top = this.plate(0, inner - BAR / 2, 0, FACING_PLATE, lines);
    this.plate(1, outer + BAR / 2, 0, FACING_PLATE, lines);
    const columns = this.outwardColumns(inner - BAR, outer + BAR, inner - BAR - 58);
    const ends = columns.map((column, side) =>
      this.rows(this.backersWith(side) ?? [], side, column, top + 14),
    );
    const centre = { anchor: "middle", x: middle, room: 2 * reach - 80 };
    const bars = { bar: inner + 2, rightBar: outer - 2 };
    const lowest = Math.max(top + 30, ...ends) + 60;
    const [y, below] = this.between({ ...centre, ...bars }, top + 14, lowest);
    let bottom = Math.max(top + 30, ...ends, y);
    this.bar(0, inner - BAR, top, bottom);
    this.bar(1, outer, top, bottom);
    for (const camp of below) bottom = this.listing(camp, bottom + 18);
    return bottom;
  }

  /* Camps of no side in the middle; also returns those that go below. */
  between(column, top, lowest) {
    const below = [];
    let y = top;
    for (const camp of this.others) {
      const already = this.parts.length;
      const end = this.rows(camp.backers, null, column, this.heading(camp, column.x, y, "middle"));
      const isBelow = !HOLDING_CAMPS.includes(camp.key) || (camp.key !== "between" && end > lowest);
      if (isBelow) {
        this.parts.length = already;
        below.push(camp);
      } else y = end + 8;
    }
    return [y, below];
  }

  /* Each side has a block: two beside each other, or all in one column on a phone. */
  blocks() {
    const { sides } = this.data;
    let y = 0;
    if (!this.isWide) sides.forEach((_, side) => (y = this.stacked(side, y) + 22));
    else if (sides.length === 1) y = this.single() + 22;
    else
      for (let first = 0; first < sides.length; first += 2)
        y = this.pair([first, first + 1].slice(0, sides.length - first), y) + 22;
    for (const camp of this.others) y = this.listing(camp, y) + 14;
    return y - 14;
  }

  /* Two blocks back to back, with their backers on the outside. */
  pair(sides, y) {
    const middle = this.width / 2;
    const wide = middle - SPINE;
    const lines = Math.max(...sides.map((side) => this.plateNames(side, wide).length));
    const plates = [wide / 2, middle + SPINE + wide / 2];
    const top = Math.max(...sides.map((side, at) => this.plate(side, plates[at], y, wide, lines)));
    const columns = this.columnsAround(SPINE);
    const ends = sides.map((side, at) => {
      const backers = this.backersWith(side);
      if (!backers) return top;
      const end = this.rows(backers, side, columns[at], top + 14);
      this.bar(side, at ? middle + SPINE : middle - SPINE - BAR, top, end);
      return end;
    });
    return Math.max(top, ...ends);
  }

  /* The only side, with its backers on both sides of it. */
  single() {
    const middle = this.width / 2;
    const top = this.plate(0, middle, 0, 250);
    const columns = this.columnsAround(0);
    const ends = halves(this.backersWith(0) ?? []).map((backers, at) =>
      this.rows(backers, 0, columns[at], top + 14),
    );
    const end = Math.max(top + 16, ...ends);
    this.bar(0, middle - BAR, top, end, 2 * BAR);
    return end;
  }

  /* One block of a column of blocks. */
  stacked(side, y) {
    const top = this.plate(side, this.width / 2, y, this.width);
    const backers = this.backersWith(side);
    if (!backers) return top;
    const column = { x: 62, room: this.width - 62, lineStart: 56, sign: 18, bar: 8 };
    const end = this.rows(backers, side, column, top + 12);
    this.bar(side, 0, top, end, 8);
    return end;
  }

  /* Those who stand with no side; each of their positions ends at the sign of its side. */
  listing(camp, top) {
    const y = this.heading(camp, 0, top, null);
    const column = (x, wide) => ({ x: x + 62, room: wide - 62, lineStart: x + 56, sign: x + 7 });
    if (!this.isWide) return this.rows(camp.backers, null, column(0, this.width), y);
    const ends = halves(camp.backers).map((backers, at) =>
      this.rows(backers, null, column(at ? 394 : 0, 366), y),
    );
    return Math.max(...ends);
  }

  columnsAround(gap) {
    const [middle, edge] = [this.width / 2, gap + BAR];
    return this.outwardColumns(middle - edge, middle + edge, middle - edge - 72);
  }

  outwardColumns(leftBar, rightBar, room) {
    const { width } = this;
    return [
      { anchor: "end", x: room, room, lineStart: room + 7, sign: leftBar - 13, bar: leftBar },
      { x: width - room, room, lineStart: width - room - 7, sign: rightBar + 13, bar: rightBar },
    ];
  }

  plateNames(side, wide) {
    return this.letters.wrap(this.data.sides[side].name, wide - 46, PLATE_NAME);
  }

  /* The name of a side and the number of its backers. */
  plate(side, x, y, wide, lines = 0) {
    const { slug, actor, colour } = this.data.sides[side];
    const names = this.plateNames(side, wide);
    const height = 12 + PLATE_LINE * Math.max(lines, names.length) + 17;
    const signX = x - this.letters.widthOf(names[0], PLATE_NAME) / 2 - 6;
    const count = countOfBackers(this.shown, side);
    const look = { size: PLATE_NAME.size, anchor: "middle", look: "b-pic-plate__name" };
    this.parts.push(
      svgElement(
        "a",
        { href: this.href(slug), class: `b-pic-plate b-side-${colour}` },
        svgElement("title", {}, actor),
        svgElement("rect", { x: x - wide / 2, y, width: wide, height, rx: 3 }),
        sideSign(colour, [signX, y + 16.5]),
        ...names.map((line, index) =>
          drawText(x + (index ? 0 : 9), y + 22 + PLATE_LINE * index, line, look),
        ),
        drawText(x, y + height - 9, count, { anchor: "middle" }),
      ),
    );
    return y + height;
  }

  href(slug) {
    return `${this.shown.table.base}/actors/${slug}/`;
  }

  /* The bar that the lines of a side's backers lead to. */
  bar(side, x, top, bottom, width = BAR) {
    const look = `b-pic-bar b-side-${this.data.sides[side].colour}`;
    const box = { x, y: top - 4, width, height: bottom - top + 4, rx: 2 };
    this.bars.push(svgElement("rect", { ...box, class: look }));
  }

  heading(camp, x, y, anchor) {
    if (anchor === null)
      this.parts.push(
        svgElement("line", { x1: 0, y1: y, x2: this.width, y2: y, class: "b-pic-rule" }),
      );
    const look = { size: NAME.size, anchor, look: "b-pic-heading" };
    this.parts.push(drawText(x, y + 17, camp.title, look));
    return y + 30;
  }

  rows(backers, side, column, top) {
    let y = top;
    for (const backer of backers) y = this.row(backer, side, column, y);
    return y;
  }

  /* The name of a backer, and a line for each of its positions. */
  row({ by, towards }, side, column, top) {
    const { slug, name } = this.data.actors[by];
    const anchor = column.anchor ?? null;
    const isLess = (at) => 2 * (at.shown === null) + (at.side !== side);
    const standings = [...towards].sort((a, b) => isLess(a) - isLess(b));
    const names = this.letters.wrap(name, column.room, NAME);
    const lettered = names.map((line, index) =>
      drawText(column.x, top + 14 + NAME_LINE * index, line, { size: NAME.size, anchor }),
    );
    let y = top + NAME_LINE * names.length;
    const [ties, words] = [[], []];
    for (const at of standings) {
      const isOwn = at.side === side;
      const lines = this.linesOf(at, column.room, isOwn);
      if (at.shown)
        ties.push(this.tie(at, column, isOwn ? top + 9.5 : y + 8.5, lines[0][0], isOwn));
      for (const [line, look] of lines) {
        words.push(drawText(column.x, y + 13, line, { anchor, look }));
        y += TEXT_LINE;
      }
    }
    const title = standings.flatMap((at) => sentences(at, this.data)).join(" ");
    this.parts.push(
      svgElement(
        "g",
        { class: "b-pic-row", "data-by": slug },
        svgElement("title", {}, title),
        ...ties,
        svgElement("a", { href: this.href(slug), class: "b-pic-name" }, ...lettered),
        ...words,
      ),
    );
    return y + ROW_GAP;
  }

  /* The lines below a name, each with its class: the position, then its firmness. */
  linesOf(at, room, isOwn) {
    const position = positionWords(at, isOwn, this.data);
    const lines = this.letters.wrap(position, room, { lines: 3 });
    const firm = at.shown ? firmness(at.shown) : "";
    return [
      ...lines.map((line) => [line, "b-pic-said"]),
      ...(firm ? [[this.letters.shorten(firm, room), "b-pic-mark"]] : []),
    ];
  }

  /* The line of one position, to its side's bar or to a sign of its side. */
  tie(at, column, y, words, isOwn) {
    const { slug, colour } = this.data.sides[at.side];
    const { shown } = at;
    let [start, end, isAtSign] = [column.lineStart, column.bar, false];
    if (column.rightBar !== undefined) {
      const half = this.letters.widthOf(words) / 2 + 6;
      start = column.x + (at.side === 0 ? -half : half);
      end = at.side === 0 ? column.bar : column.rightBar;
    } else if (end === undefined || !isOwn) {
      isAtSign = true;
      const gap = end === undefined ? 11 : 8;
      end = column.sign + (start > column.sign ? gap : -gap);
    }
    const look = {
      family: this.data.words.group[shown.stance],
      status: shown.status,
      weight: weightOf(shown, this.shown),
      disputed: Boolean(shown.disputed),
    };
    return svgElement(
      "g",
      { class: `b-side-${colour}${at.isOld ? " b-pic-old" : ""}`, "data-side": slug },
      tie([start, y], end, look),
      ...(isAtSign ? [sideSign(colour, [column.sign, y])] : []),
    );
  }
}

function halves(backers) {
  const half = Math.ceil(backers.length / 2);
  return [backers.slice(0, half), backers.slice(half)];
}

/* --- the key: samples of the signs that occur in the picture, and of no others --- */

function samples(shown) {
  const { words } = shown.data;
  const held = backersOf(shown).flatMap(({ towards }) =>
    towards.filter((at) => at.shown).map((at) => at.shown),
  );
  const families = new Set(held.map(({ stance }) => words.group[stance]));
  const statuses = new Set(held.map(({ status }) => status));
  const weights = new Set(held.map((one) => weightOf(one, shown)));
  const plain = { family: "supportive", status: "reported", weight: "words" };
  const line = (look) => [tie([0, 0], 38, { ...plain, ...look }), 38];
  return [
    ...["confirmed", "reported", "alleged"].map(
      (status) => statuses.has(status) && [...line({ status }), status],
    ),
    ...["between", "adverse"].map(
      (family) => families.has(family) && [...line({ family }), words.picture[family]],
    ),
    held.some(({ disputed }) => disputed) && [disputedSign([8, 0]), 16, words.picture.disputed],
    ...["means", "forces"].map(
      (one) => weights.has(one) && [...line({ weight: one }), words.picture[one]],
    ),
  ].filter(Boolean);
}

/* Samples one after the other, on as many lines as they need. */
function drawSamples(found, left, top, { letters, width }) {
  let [x, y] = [left, top];
  const parts = found.map(([sign, signWidth, words]) => {
    const wide = signWidth + 8 + letters.widthOf(words);
    if (x > left && x + wide > width) [x, y] = [left, y + 24];
    const place = `translate(${x.toFixed(1)} ${(y + 12).toFixed(1)})`;
    const part = svgElement(
      "g",
      {},
      svgElement("g", { transform: place }, sign),
      drawText(x + signWidth + 8, y + 16.5, words),
    );
    x += wide + 20;
    return part;
  });
  return [svgElement("g", { class: "b-pic-key" }, ...parts), y + 24];
}
