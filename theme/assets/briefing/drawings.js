/* Redraws the pictures of a conflict for the day that its table shows. */

import { drawAlliances, sentencesOf, shownOn, someOf, summaryOf } from "./alliances.js";
import { element } from "./controls.js";
import { drawText, filled, lettering, svgElement } from "./signs.js";

const HOLDING_CAMPS = ["with", "between", "away"];

/* What the page was built with: read once, and kept to be shown again. */
const originals = new WeakMap();
function original(node, read) {
  if (!originals.has(node)) originals.set(node, read(node));
  return originals.get(node);
}

/* What each drawing was made for last; it is made again only for something else. */
const drawnFor = new WeakMap();
function isNew(svg, key) {
  if (drawnFor.get(svg) === key) return false;
  drawnFor.set(svg, key);
  return true;
}

/* `dayWords` writes a day in words. */
export function followDay(table, day, dayWords) {
  // If a page has several tables, each is in one section with its pictures.
  const isOnlyTable = document.querySelectorAll(".b-table").length === 1;
  const root = isOnlyTable ? document : table.body.closest("section");
  const isOwnDay = day === table.data.on;
  const [on, ownDay] = [dayWords(day), dayWords(table.data.on)];
  table.letters ??= lettering(table.data.letters);
  const shown = isOwnDay ? null : shownOn(table);
  for (const svg of root.querySelectorAll("svg.b-pic-alliances")) {
    retitle(svg, ownDay, isOwnDay ? null : on + someOf(shown));
    redrawAlliances(svg, shown);
  }
  for (const svg of root.querySelectorAll("svg.b-pic-lanes")) markDay(svg, day, isOwnDay, on);
  for (const svg of root.querySelectorAll("svg.b-pic-atlas")) {
    retitle(svg, ownDay, isOwnDay ? null : on);
    redrawMap(svg, table, isOwnDay);
    const note = `Shading, marks and key are those of ${on}; the names on the map are those of ${ownDay}.`;
    showNote(svg, isOwnDay ? "" : note);
  }
}

/* Puts another day at the end of a title, or restores the page's own. */
function retitle(svg, ownDay, end) {
  const caption = svg.closest("figure").querySelector("figcaption").firstChild;
  for (const node of [svg.querySelector(":scope > title"), caption]) {
    const built = original(node, () => node.textContent);
    const text = end === null ? built : built.slice(0, built.lastIndexOf(ownDay)) + end;
    if (node.textContent !== text) node.textContent = text;
  }
}

/* Restores a drawing as it was built, with its title and what it says in words. */
function restore(svg) {
  const { nodes, viewBox, height } = builtDrawing(svg);
  svg.replaceChildren(...namesOf(svg), ...nodes);
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("height", height);
  for (const node of wordsOf(svg))
    node.replaceChildren(...original(node, () => [...node.childNodes]));
}

const namesOf = (svg) => svg.querySelectorAll(":scope > title, :scope > desc");

/* What a drawing was built with, but for its title and summary. */
const builtDrawing = (svg) =>
  original(svg, () => ({
    nodes: [...svg.childNodes].filter((node) => ![...namesOf(svg)].includes(node)),
    viewBox: svg.getAttribute("viewBox"),
    height: svg.getAttribute("height"),
  }));

/* The elements that say in words what a drawing shows: a list, and the summary, twice. */
function wordsOf(svg) {
  const figure = svg.closest("figure");
  return [
    figure.querySelector("details ul"),
    figure.querySelector("details > p"),
    svg.querySelector(":scope > desc"),
  ];
}

function reword(svg, sentences, summary) {
  const [list, ...summaries] = wordsOf(svg);
  for (const node of [list, ...summaries]) original(node, () => [...node.childNodes]);
  list.replaceChildren(...sentences.map((text) => element("li", {}, text)));
  for (const node of summaries) node.replaceChildren(summary);
}

/* --- who stands with whom --- */

function redrawAlliances(svg, shown) {
  if (!isNew(svg, shown && shown.key)) return;
  builtDrawing(svg);
  if (!shown) return restore(svg);
  reword(svg, sentencesOf(shown), summaryOf(shown));
  drawAlliances(svg, shown);
}

/* --- positions over time: a vertical line at the day, and a veil over what came after it --- */

function markDay(svg, day, isOwnDay, dayInWords) {
  for (const mark of svg.querySelectorAll(".b-pic-day, .b-pic-veil")) mark.remove();
  if (isOwnDay) return showNote(svg, "");
  const { first, last, left, right } = svg.dataset;
  const share = (Date.parse(day) - Date.parse(first)) / (Date.parse(last) - Date.parse(first));
  const x = Number(left) + (Number(right) - Number(left)) * Math.min(1, Math.max(0, share));
  const rows = [...svg.querySelectorAll(".b-pic-row")].at(-1).getBBox();
  const box = svg.viewBox.baseVal;
  const bottom = rows.height ? rows.y + rows.height : box.height;
  svg.append(
    svgElement("rect", { x, y: 0, width: box.width - x, height: bottom, class: "b-pic-veil" }),
    svgElement("line", { x1: x, x2: x, y1: 0, y2: bottom, class: "b-pic-day" }),
  );
  showNote(svg, `The vertical line is at ${dayInWords}; what came later is pale.`);
}

/* --- the map: countries are filled, and the key written, for the day --- */

function redrawMap(svg, table, isOwnDay) {
  const { data, letters, base } = table;
  const places = table.backers.map(({ camp }) => data.camps.indexOf(camp));
  if (!isNew(svg, isOwnDay ? null : places.join())) return;
  const built = builtDrawing(svg);
  if (isOwnDay) return restore(svg);
  svg.replaceChildren(...namesOf(svg), ...built.nodes.map((node) => node.cloneNode(true)));
  const bySlug = table.backers.map((one) => [data.actors[one.by].slug, one]);
  const camps = new Map(bySlug.map(([slug, { camp }]) => [slug, campOf(camp, data)]));
  const names = new Map(bySlug.map(([slug, { by }]) => [slug, data.actors[by].name]));
  const present = (slugs) => (slugs ?? "").split(" ").filter((slug) => camps.get(slug));
  const lands = [...svg.querySelectorAll(".b-pic-land-of")];
  for (const land of lands) {
    const states = present(land.dataset.by);
    const camp = commonCamp(
      states.map((slug) => camps.get(slug)),
      data,
    );
    fillCountry(land, camp, present(land.dataset.guests).length > 0, svg.dataset.paints, data);
    linkCountry(land, states, base);
  }
  for (const marked of svg.querySelectorAll(".b-pic-marked")) {
    const paints = new Set(present(marked.dataset.by).map((slug) => camps.get(slug).paint));
    const [paint] = paints;
    // Of backers that part on other days, the key alone says where each stands.
    const sign = paints.size === 1 && svg.querySelector(`[data-mark="${paint}"]`);
    marked.replaceChildren(...(sign ? sign.cloneNode(true).childNodes : []));
  }
  const entries = keyEntries(svg.querySelectorAll(".b-pic-land-of"), present, camps, names, data);
  rewriteKey(svg, entries, letters);
  reword(
    svg,
    entries.map(({ title, names: who }) => `${title}: ${who.join(", ")}.`),
    entries.map(({ title, names: who }) => `${title}: ${who.length}.`).join(" "),
  );
}

/* The camp and its pattern, as pattern_name in pictures/map_signs.py; null for who stands nowhere. */
function campOf(camp, data) {
  if (!camp || !HOLDING_CAMPS.includes(camp.key)) return null;
  const { key: kind, side } = camp;
  const { title } = data.camps.find((one) => one.key === kind && one.side === side);
  const paint =
    side !== null
      ? `side-${data.sides[side].colour}`
      : kind === "away"
        ? "towards-none"
        : "towards-both";
  return { key: kind, title, paint };
}

/* Where a country stands: between the sides, if its state and government differ. */
function commonCamp(camps, data) {
  if (camps.every((one) => one.paint === camps[0].paint)) return camps[0] ?? null;
  return campOf({ key: "between", side: null }, data);
}

function fillCountry(land, camp, hasGuests, prefix, { words: { picture } }) {
  const isScene = "scene" in land.dataset;
  const plain = `b-pic-country--${hasGuests || isScene ? "plain" : "resting"}`;
  const kind = camp ? (camp.paint.startsWith("side-") ? `b-${camp.paint}` : "b-pic-nobody") : plain;
  for (const shape of land.querySelectorAll(".b-pic-country")) {
    if (camp) shape.setAttribute("fill", `url(#${prefix}${camp.paint})`);
    else shape.removeAttribute("fill");
    shape.setAttribute("class", `b-pic-country ${kind}${isScene ? " b-pic-scene" : ""}`);
  }
  const where = camp ? camp.title : picture[isScene ? "scene" : hasGuests ? "home" : "absent"];
  land.querySelector(":scope > title").textContent =
    `${land.dataset.country}: ${where[0].toLowerCase()}${where.slice(1)}`;
}

/* A country links to the page of its state, if a single one stands anywhere. */
function linkCountry(land, states, base) {
  const isLink = states.length === 1;
  const other = svgElement(isLink ? "a" : "g", {}, ...land.childNodes);
  for (const { name, value } of land.attributes) other.setAttribute(name, value);
  if (isLink) other.setAttribute("href", `${base}/actors/${states[0]}/`);
  else other.removeAttribute("href");
  land.replaceWith(other);
}

/* The entries of the key, in the order of pictures/map_key.py. */
function keyEntries(lands, present, camps, names, data) {
  const shaded = new Map();
  const marked = new Map();
  for (const {
    dataset: { country, by, guests },
  } of lands) {
    const states = present(by);
    const camp = commonCamp(
      states.map((slug) => camps.get(slug)),
      data,
    );
    if (camp) {
      if (!shaded.has(camp.paint))
        shaded.set(camp.paint, { title: camp.title, paint: camp.paint, names: [] });
      shaded.get(camp.paint).names.push(states.length === 1 ? names.get(states[0]) : country);
    }
    const residents = new Map();
    for (const slug of present(guests)) {
      const { title, paint } = camps.get(slug);
      if (!residents.has(paint)) residents.set(paint, []);
      residents.get(paint).push(names.get(slug));
      if (!marked.has(paint))
        marked.set(paint, {
          title: filled(data.words.picture.residents, { camp: title }),
          mark: paint,
          names: [],
        });
    }
    for (const [paint, who] of residents)
      marked.get(paint).names.push(`${who.join(", ")} (${country})`);
  }
  const scenes = [...lands]
    .filter(({ dataset }) => "scene" in dataset)
    .map(({ dataset }) => dataset.country)
    .sort();
  const order = data.camps
    .filter(({ key: kind }) => HOLDING_CAMPS.includes(kind))
    .map((one) => campOf(one, data).paint);
  return [
    ...[...shaded.values()].sort((a, b) => (a.paint < b.paint ? -1 : 1)),
    ...order.filter((paint) => marked.has(paint)).map((paint) => marked.get(paint)),
    ...(scenes.length ? [{ title: data.words.picture.scenes, names: scenes }] : []),
  ];
}

function rewriteKey(svg, entries, letters) {
  const lines = svg.querySelector(".b-pic-key-names");
  const [top, bottom, room] = ["top", "bottom", "room"].map((name) => Number(lines.dataset[name]));
  const parts = [];
  let y = top;
  for (const { title, names, paint, mark } of entries) {
    parts.push(swatch(svg, y, paint, mark));
    for (const line of letters.wrap(`${title}: ${names.join(", ")}`, room - 34, { lines: 12 })) {
      parts.push(drawText(34, y + 14, line));
      y += 17;
    }
    y += 6;
  }
  lines.replaceChildren(...parts);
  const more = y - bottom;
  if (more) svg.querySelector(".b-pic-key-rest").setAttribute("transform", `translate(0 ${more})`);
  // The drawing grows with the key; below a shorter key a little room stays empty.
  const { viewBox, height } = builtDrawing(svg);
  const [left, above, wide, high] = viewBox.split(" ").map(Number);
  const taller = Math.max(0, more);
  svg.setAttribute("viewBox", `${left} ${above} ${wide} ${high + taller}`);
  svg.setAttribute("height", Number(height) + taller);
}

function swatch(svg, y, paint, mark) {
  if (mark) {
    const sign = svg.querySelector(`[data-mark="${mark}"]`);
    return svgElement(
      "g",
      { transform: `translate(12 ${y + 9})` },
      ...sign.cloneNode(true).childNodes,
    );
  }
  const look = !paint
    ? "b-pic-country--plain b-pic-scene"
    : paint.startsWith("side-")
      ? `b-${paint}`
      : "b-pic-nobody";
  const fill = paint ? `url(#${svg.dataset.paints}${paint})` : null;
  return svgElement("rect", {
    x: 1,
    y: y + 2,
    width: 22,
    height: 14,
    fill,
    class: `b-pic-country ${look}`,
  });
}

/* Shows one note below both drawings, the wide and the narrow one. */
function showNote(svg, text) {
  const caption = svg.closest("figure").querySelector("figcaption");
  let line = caption.querySelector(".b-drawn");
  if (!line && text) caption.append((line = element("span", { class: "b-small b-drawn" })));
  if (line) {
    line.textContent = text;
    line.hidden = !text;
  }
}
