/* Lets the pictures of a conflict follow the day that the table is shown as of. */

import { element } from "./controls.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const before = new WeakMap();

function drawn(tag, attributes, ...children) {
  const one = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) one.setAttribute(name, value);
  one.append(...children);
  return one;
}

/* What the page was built with, so that it can come back. */
function original(node, read) {
  if (!before.has(node)) before.set(node, read(node));
  return before.get(node);
}

/* `worded` says a day in words. */
export function followDay(table, day, worded) {
  // Where a page has several tables, each has its pictures in a section with it.
  const only = document.querySelectorAll(".b-table").length === 1;
  const root = only ? document : table.body.closest("section");
  const own = day === table.data.on;
  const on = worded(day);
  const apart = own
    ? ""
    : `Lines and words are those of ${on}; the places and numbers are those of ${worded(table.data.on)}.`;
  for (const svg of root.querySelectorAll("svg.b-pic-alliances")) {
    alliances(svg, table, own, apart);
    inWords(svg.closest("figure"), table, own);
  }
  for (const svg of root.querySelectorAll("svg.b-pic-lanes")) lanes(svg, day, own, on);
  const shaded = own
    ? ""
    : `Shading, marks and key are those of ${on}; the names on the map are those of ${worded(table.data.on)}.`;
  for (const svg of root.querySelectorAll("svg.b-pic-atlas")) atlas(svg, table, own, shaded);
}

/* --- who stands with whom: the lines and the words change, everybody stays in place --- */

function alliances(svg, table, own, apart) {
  for (const row of svg.querySelectorAll(".b-pic-row[data-by]")) {
    const backer = table.backers.find(({ by }) => table.data.actors[by].slug === row.dataset.by);
    if (!backer) continue;
    for (const place of row.querySelectorAll("[data-side]")) {
      const at = backer.at.find((one) => table.data.sides[one.side].slug === place.dataset.side);
      const tie = original(place, () => place.querySelector(".b-pic-tie"));
      if (tie)
        place.querySelector(".b-pic-tie").replaceWith(own ? tie : tieOn(tie, at, table.data.words));
    }
    writeWords(row, backer.at, own, table.data);
  }
  note(svg, apart);
}

/* There are as many lines as there were; how firm a position is, the line to the side says too. */
function writeWords(row, positions, own, data) {
  const said = positions.map((at) => stated(at, data));
  const firm = positions.map(firmness).filter(Boolean);
  [...row.querySelectorAll(".b-pic-said, .b-pic-mark")].forEach((line, index) => {
    const written = original(line, () => line.textContent);
    line.textContent = own ? written : ([...said, ...(firm.length === 1 ? firm : [])][index] ?? "");
  });
  const title = row.querySelector("title");
  if (title) {
    const written = original(title, () => title.textContent);
    const every = positions.map((at, index) =>
      [said[index], firmness(at)].filter(Boolean).join(", "),
    );
    title.textContent = own ? written : `${data.actors[positions[0].by].name}: ${every.join("; ")}`;
  }
}

/* The list that stands for the picture says what the picture says. */
function inWords(figure, table, own) {
  const list = figure.querySelector("details ul");
  const written = original(list, () => [...list.childNodes]);
  const every = table.backers.flatMap(({ at: positions }) =>
    positions.map((at) => sentence(at, table.data)),
  );
  list.replaceChildren(...(own ? written : every.map((text) => element("li", {}, text))));
}

function sentence(at, data) {
  const who = data.actors[at.by].name;
  if (at.stance === null) return `${who}, ${stated(at, data)}.`;
  return `${[`${who} ${stated(at, data)}`, firmness(at)].filter(Boolean).join(", ")}.`;
}

function stated(at, { words: vocabulary, sides }) {
  const side = sides[at.side].name;
  if (at.stance === null) return at.begun ? `${side}: no longer` : `${side}: not yet`;
  return `${vocabulary.phrase[at.stance]} ${side}`;
}

function firmness(at) {
  if (at.stance === null) return "";
  return [
    ...(at.status === "reported" ? [] : [at.status]),
    ...(at.disputed ? ["disputed"] : []),
  ].join(", ");
}

/* As pictures/signs.py draws it, along the line that is there. */
function tieOn(tie, at, words) {
  if (!at || at.stance === null) {
    const faint = tie.cloneNode(true);
    faint.classList.add("b-pic-tie--off");
    return faint;
  }
  const line = tie.querySelector(".b-pic-line").cloneNode();
  const [x1, y, x2] = ["x1", "y1", "x2"].map((name) => Number(line.getAttribute(name)));
  const way = x2 > x1 ? 1 : -1;
  const short = (adverse) => (!adverse ? 4 : Math.abs(x2 - x1) > 30 ? 11 : 6);
  const adverse = words.adverse.includes(at.stance);
  const between = words.between.includes(at.stance);
  const stop = x2 + way * (short(tie.classList.contains("b-stance-adverse")) - short(adverse));
  line.setAttribute("x2", stop);
  dash(line, between, at.status === "alleged");
  const family = adverse ? "adverse" : between ? "between" : "supportive";
  const full = at.status === "confirmed" ? "b-pic-end b-pic-end--full" : "b-pic-end";
  const r = 4.5;
  const end = adverse
    ? drawn("path", {
        d: `M${stop - r} ${y - r}l${2 * r} ${2 * r}M${stop - r} ${y + r}l${2 * r} ${-2 * r}`,
        class: "b-pic-cross",
      })
    : drawn("circle", { cx: stop, cy: y, r: 4, class: full });
  const far = x1 + way * Math.max(7, Math.abs(stop - x1) * (adverse ? 0.33 : 0.45));
  return drawn(
    "g",
    {
      class: `b-pic-tie b-stance-${family} b-status-${at.status}${at.disputed ? " b-disputed" : ""}`,
    },
    line,
    end,
    ...(at.disputed ? [ring(far, y)] : []),
  );
}

function dash(line, between, alleged) {
  const gap = Number(line.getAttribute("stroke-width")) * 1.9 + 1.5;
  const dots = between ? `8 ${gap} 0 ${gap}` : `0 ${gap}`;
  const pattern = alleged ? dots : between ? "8 5" : null;
  line.removeAttribute("stroke-dasharray");
  line.removeAttribute("stroke-linecap");
  if (pattern) line.setAttribute("stroke-dasharray", pattern);
  if (alleged) line.setAttribute("stroke-linecap", "round");
}

function ring(x, y, r = 7) {
  const bars = [
    [-0.5, -0.22, 0.5, -0.22],
    [-0.5, 0.22, 0.5, 0.22],
    [-0.28, 0.55, 0.28, -0.55],
  ];
  const d = bars
    .map(([a, b, c, e]) => `M${x + r * a} ${y + r * b}L${x + r * c} ${y + r * e}`)
    .join("");
  return drawn(
    "g",
    { class: "b-pic-disputed" },
    drawn("circle", { cx: x, cy: y, r }),
    drawn("path", { d }),
  );
}

/* --- positions over time: a line at the day --- */

function lanes(svg, day, own, on) {
  svg.querySelector(".b-pic-day")?.remove();
  const { first, last, left, right } = svg.dataset;
  const share = (Date.parse(day) - Date.parse(first)) / (Date.parse(last) - Date.parse(first));
  const there = !own && share >= 0 && share <= 1;
  if (there) {
    const x = Number(left) + (Number(right) - Number(left)) * share;
    const rows = [...svg.querySelectorAll(".b-pic-row")].at(-1).getBBox();
    const bottom = rows.height ? rows.y + rows.height : svg.viewBox.baseVal.height;
    svg.append(drawn("line", { x1: x, x2: x, y1: 0, y2: bottom, class: "b-pic-day" }));
  }
  note(svg, there ? `The upright line stands at ${on}.` : "");
}

/* --- the map: who stands where is shaded anew, and the key written anew --- */

function atlas(svg, table, own, shaded) {
  const standing = new Map(
    table.backers.map(({ by, camp }) => [table.data.actors[by].slug, campOf(camp, table.data)]),
  );
  const named = new Map(
    table.backers.map(({ by }) => [table.data.actors[by].slug, table.data.actors[by].name]),
  );
  const at = (slugs) => (slugs ?? "").split(" ").filter((slug) => standing.get(slug));
  const lands = [...svg.querySelectorAll(".b-pic-land-of")];
  for (const land of lands) {
    const camps = at(land.dataset.by).map((slug) => standing.get(slug));
    shade(
      land,
      together(camps, table.data),
      at(land.dataset.guests).length > 0,
      svg.dataset.paints,
      own,
    );
  }
  for (const marked of svg.querySelectorAll(".b-pic-marked")) {
    const built = original(marked, () => [...marked.childNodes]);
    const paints = [...new Set(at(marked.dataset.by).map((slug) => standing.get(slug).paint))];
    const sign = paints[0] && svg.querySelector(`[data-mark="${paints[0]}"]`);
    marked.replaceChildren(...(own ? built : sign ? [...sign.cloneNode(true).childNodes] : []));
  }
  const entries = keyOf(lands, at, standing, named, table.data);
  key(svg, entries, own);
  const figure = svg.closest("figure");
  const sentences = () =>
    entries.map(({ title, names }) => element("li", {}, `${title}: ${names.join(", ")}.`));
  const summary = () => [entries.map(({ title, names }) => `${title}: ${names.length}.`).join(" ")];
  for (const [node, write] of [
    [figure.querySelector("details ul"), sentences],
    [figure.querySelector("details > p"), summary],
    [svg.querySelector(":scope > desc"), summary],
  ]) {
    const built = original(node, () => [...node.childNodes]);
    node.replaceChildren(...(own ? built : write()));
  }
  note(svg, shaded);
}

/* As paint_of in pictures/atlas.py; who stands nowhere on a day is not on the map. */
function campOf({ key: kind, side }, data) {
  if (kind === "past" || kind === "yet") return null;
  const { title } = data.camps.find((one) => one.key === kind && one.side === side);
  const paint =
    side !== null
      ? `side-${data.sides[side].colour}`
      : kind === "away"
        ? "towards-none"
        : "towards-both";
  return { key: kind, title, paint };
}

/* A country whose state and government differ stands between. */
function together(camps, data) {
  if (camps.every((one) => one.paint === camps[0].paint)) return camps[0] ?? null;
  return campOf({ key: "between", side: null }, data);
}

function shade(land, camp, guests, prefix, own) {
  const plain = `b-pic-country--${guests || "scene" in land.dataset ? "plain" : "resting"}`;
  const kind = camp ? (camp.paint.startsWith("side-") ? `b-${camp.paint}` : "b-pic-nobody") : plain;
  const shapes = () => [...land.querySelectorAll(":scope > .b-pic-country")];
  const asBuilt = original(land, shapes);
  shapes().forEach((shape, index) => {
    if (own) return shape.replaceWith(asBuilt[index]);
    const other = asBuilt[index].cloneNode();
    if (camp) other.setAttribute("fill", `url(#${prefix}${camp.paint})`);
    else other.removeAttribute("fill");
    other.setAttribute(
      "class",
      `b-pic-country ${kind}${"scene" in land.dataset ? " b-pic-scene" : ""}`,
    );
    shape.replaceWith(other);
  });
  const title = land.querySelector(":scope > title");
  const built = original(title, () => title.textContent);
  const where = camp
    ? camp.title
    : "scene" in land.dataset
      ? "the scene"
      : guests
        ? "others from here"
        : "nothing on this day";
  title.textContent = own
    ? built
    : `${land.dataset.country}: ${where[0].toLowerCase()}${where.slice(1)}`;
}

/* What the key says, in the order in which pictures/atlas.py says it. */
function keyOf(lands, at, standing, named, data) {
  const shaded = new Map();
  const marked = new Map();
  for (const {
    dataset: { country, by, guests },
  } of lands) {
    const speakers = at(by);
    const camp = together(
      speakers.map((slug) => standing.get(slug)),
      data,
    );
    if (camp) {
      if (!shaded.has(camp.paint))
        shaded.set(camp.paint, { title: camp.title, paint: camp.paint, names: [] });
      shaded.get(camp.paint).names.push(speakers.length === 1 ? named.get(speakers[0]) : country);
    }
    const from = new Map();
    for (const slug of at(guests)) {
      const { title, paint } = standing.get(slug);
      if (!from.has(paint)) from.set(paint, []);
      from.get(paint).push(named.get(slug));
      if (!marked.has(paint))
        marked.set(paint, { title: `${title}, not states`, mark: paint, names: [] });
    }
    for (const [paint, who] of from) marked.get(paint).names.push(`${who.join(", ")} (${country})`);
  }
  const scenes = lands
    .filter((one) => "scene" in one.dataset)
    .map((one) => one.dataset.country)
    .sort();
  const order = data.camps
    .filter(({ key: kind }) => kind !== "past" && kind !== "yet")
    .map((one) => campOf(one, data).paint);
  return [
    ...[...shaded.values()].sort((a, b) => (a.paint < b.paint ? -1 : 1)),
    ...order.filter((paint) => marked.has(paint)).map((paint) => marked.get(paint)),
    ...(scenes.length ? [{ title: "Where the sides are", names: scenes }] : []),
  ];
}

function key(svg, entries, own) {
  const lines = svg.querySelector(".b-pic-key-names");
  const rest = svg.querySelector(".b-pic-key-rest");
  const built = original(lines, () => [...lines.childNodes]);
  const box = original(svg, () => [svg.getAttribute("viewBox"), svg.getAttribute("height")]);
  const [top, bottom, room] = ["top", "bottom", "room"].map((name) => Number(lines.dataset[name]));
  const found = [];
  let y = top;
  for (const { title, names, paint, mark } of own ? [] : entries) {
    found.push(swatch(svg, y, paint, mark));
    for (const said of wrapped(`${title}: ${names.join(", ")}`, room - 34, svg)) {
      found.push(drawn("text", { x: 34, y: y + 14 }, said));
      y += 17;
    }
    y += 6;
  }
  const more = own ? 0 : y - bottom;
  lines.replaceChildren(...(own ? built : found));
  if (more) rest.setAttribute("transform", `translate(0 ${more})`);
  else rest.removeAttribute("transform");
  const [left, above, wide, high] = box[0].split(" ").map(Number);
  // It grows where the key does; where the key is shorter, a little room stays below it.
  const taller = Math.max(0, more);
  svg.setAttribute("viewBox", taller ? `${left} ${above} ${wide} ${high + taller}` : box[0]);
  svg.setAttribute("height", taller ? high + taller : box[1]);
}

function swatch(svg, y, paint, mark) {
  if (mark) {
    const sign = svg.querySelector(`[data-mark="${mark}"]`);
    return drawn("g", { transform: `translate(12 ${y + 9})` }, ...sign.cloneNode(true).childNodes);
  }
  const look = !paint
    ? "b-pic-country--plain b-pic-scene"
    : paint.startsWith("side-")
      ? `b-${paint}`
      : "b-pic-nobody";
  const fill = paint ? `url(#${svg.dataset.paints}${paint})` : null;
  return drawn("rect", {
    x: 1,
    y: y + 2,
    width: 22,
    height: 14,
    fill,
    class: `b-pic-country ${look}`,
  });
}

/* Of the two drawings one is not shown, and has no lettering to be measured. */
function wrapped(text, room, svg) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${svg.getAttribute("font-size")}px ${getComputedStyle(svg).fontFamily}`;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= room || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/* One note for both drawings, the wide and the narrow one. */
function note(svg, text) {
  const caption = svg.closest("figure").querySelector("figcaption");
  let said = caption.querySelector(".b-drawn");
  if (!said && text) caption.append((said = element("span", { class: "b-small b-drawn" })));
  if (said) {
    said.textContent = text;
    said.hidden = !text;
  }
}
