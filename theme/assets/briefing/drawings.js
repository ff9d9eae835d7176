/* Redraws the pictures of a conflict for the day that its table shows. */

import { element } from "./controls.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const originals = new WeakMap();
const HOLDING_CAMPS = ["with", "between", "away"];

function svgElement(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/* What each node was written for last; it is written again only for something else. */
const writtenFor = new WeakMap();
function isNew(node, key) {
  if (writtenFor.get(node) === key) return false;
  writtenFor.set(node, key);
  return true;
}

/* Two days with the same key look the same. */
const keyOf = ({ at, camp }) =>
  JSON.stringify([camp === null, ...at.map(({ stretch, isOld }) => [stretch, isOld])]);

/* What the page was built with: read once, and kept to be shown again. */
function original(node, read) {
  if (!originals.has(node)) originals.set(node, read(node));
  return originals.get(node);
}

/* `dayWords` writes a day in words. */
export function followDay(table, day, dayWords) {
  // If a page has several tables, each is in one section with its pictures.
  const isOnlyTable = document.querySelectorAll(".b-table").length === 1;
  const root = isOnlyTable ? document : table.body.closest("section");
  const isOwnDay = day === table.data.on;
  const [on, ownDay] = [dayWords(day), dayWords(table.data.on)];
  const note = (text) => (isOwnDay ? "" : text);
  for (const svg of root.querySelectorAll("svg.b-pic-alliances")) {
    retitle(svg, ownDay, on);
    redrawAlliances(svg, table, isOwnDay);
    rewriteSentences(svg.closest("figure"), table, isOwnDay);
    showNote(
      svg,
      note(`Lines, words and numbers are those of ${on}; the places are those of ${ownDay}.`),
    );
  }
  for (const svg of root.querySelectorAll("svg.b-pic-lanes")) markDay(svg, day, isOwnDay, on);
  for (const svg of root.querySelectorAll("svg.b-pic-atlas")) {
    retitle(svg, ownDay, on);
    redrawMap(svg, table, isOwnDay);
    showNote(
      svg,
      note(
        `Shading, marks and key are those of ${on}; the names on the map are those of ${ownDay}.`,
      ),
    );
  }
}

/* Titles name the day that is shown. */
function retitle(svg, ownDay, on) {
  const caption = svg.closest("figure").querySelector("figcaption").firstChild;
  for (const node of [svg.querySelector(":scope > title"), caption])
    node.textContent = original(node, () => node.textContent).replace(ownDay, on);
}

/* --- who stands with whom: lines and words change, every backer stays where it is --- */

function redrawAlliances(svg, table, isOwnDay) {
  const { data } = table;
  const backers = new Map(table.backers.map((one) => [data.actors[one.by].slug, one]));
  for (const row of svg.querySelectorAll(".b-pic-row[data-by]")) {
    const backer = backers.get(row.dataset.by);
    if (!backer || !isNew(row, isOwnDay ? "" : keyOf(backer))) continue;
    for (const holder of row.querySelectorAll("[data-side]")) {
      const slug = holder.dataset.side;
      const at = positionTowards(slug, backer.at, data);
      const tie = original(holder, () => holder.querySelector(".b-pic-tie"));
      if (!tie) continue;
      holder
        .querySelector(".b-pic-tie")
        .replaceWith(isOwnDay ? tie : tieFor(at, tie, startOf(row, at, slug, data), data));
      holder.classList.toggle("b-pic-old", Boolean(at?.isOld));
    }
    row.classList.toggle("b-pic-row--off", !isOwnDay && backer.camp === null);
    rewriteWords(row, backer.at, isOwnDay, data);
  }
  const counts = countsOf(table);
  for (const plate of svg.querySelectorAll(".b-pic-plate")) {
    const side = data.sides.findIndex(({ slug }) =>
      plate.getAttribute("href").endsWith(`/actors/${slug}/`),
    );
    const line = [...plate.querySelectorAll("text")].at(-1);
    const built = original(line, () => line.textContent);
    line.textContent = isOwnDay ? built : backerCount(counts.get(`with ${side}`));
  }
  const summary = svg.closest("figure").querySelector("details > p");
  for (const node of [summary, svg.querySelector(":scope > desc")]) {
    const built = original(node, () => node.textContent);
    node.textContent = isOwnDay ? built : summaryOf(table, counts);
  }
}

/* How many backers each camp has on the day. */
function countsOf({ backers }) {
  const counts = new Map();
  for (const { camp } of backers.filter((backer) => backer.camp)) {
    const key = `${camp.key} ${camp.side}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const backerCount = (count) =>
  count ? `${count} backer${count === 1 ? "" : "s"}` : "No backer on record";

/* As _summary in pictures/alliances.py. */
function summaryOf({ data }, counts) {
  const parts = data.camps.flatMap(({ key, side, title }) => {
    const count = counts.get(`${key} ${side}`);
    if (side !== null) return [`${data.sides[side].name}: ${backerCount(count).toLowerCase()}`];
    return count ? [`${title.toLowerCase()}: ${count}`] : [];
  });
  return `${parts.join("; ")}.`;
}

/* Each position keeps its place and its number of lines, so status and dispute are written only if
   there is a line for them; the line to the side shows them as well. */
function rewriteWords(row, positions, isOwnDay, data) {
  for (const words of row.querySelectorAll("[data-words]")) {
    const lines = [...words.querySelectorAll("text")];
    const at = positionTowards(words.dataset.words, positions, data);
    const texts = at ? linesOf(at, lines.length, row, data) : [];
    lines.forEach((line, index) => {
      const built = original(line, () => [line.textContent, line.getAttribute("class")]);
      const [text, look] = isOwnDay ? built : (texts[index] ?? ["", built[1]]);
      line.textContent = text;
      line.setAttribute("class", look);
    });
  }
  const title = row.querySelector("title");
  if (title) {
    const built = original(title, () => title.textContent);
    title.textContent = isOwnDay
      ? built
      : positions.flatMap((at) => sentencesOf(at, data)).join(" ");
  }
}

function positionTowards(slug, positions, data) {
  return positions.find(({ side }) => data.sides[side].slug === slug);
}

/* A position in at most as many lines as the drawing has for it, each with its class. */
function linesOf(at, count, row, data) {
  const firm = at.shown ? firmness(at.shown) : "";
  const room = Math.max(1, firm ? count - 1 : count);
  const all = wrapText(stanceWords(at, data), Number(row.dataset.room), row.closest("svg"));
  const said = all.slice(0, room);
  if (all.length > room) said[room - 1] += "…";
  return [
    ...said.map((text) => [text, "b-pic-said"]),
    ...(firm && said.length < count ? [[firm, "b-pic-mark"]] : []),
  ];
}

/* Where the line to a side begins: in the middle column as far away as the words are wide. */
function startOf(row, at, slug, data) {
  const text = row.querySelector(`[data-words="${slug}"] text[text-anchor="middle"]`);
  if (!text || !at) return null;
  const [[words]] = linesOf(at, 1, row, data);
  return [
    Number(text.getAttribute("x")),
    penFor(row.closest("svg")).measureText(words).width / 2 + 6,
  ];
}

/* Rewrites the list that says in words what the picture shows. */
function rewriteSentences(figure, table, isOwnDay) {
  const list = figure.querySelector("details ul");
  if (!isNew(list, isOwnDay ? "" : table.backers.map(keyOf).join())) return;
  const built = original(list, () => [...list.childNodes]);
  const lines = table.backers.flatMap(({ at }) =>
    at.flatMap((position) => sentencesOf(position, table.data)),
  );
  list.replaceChildren(...(isOwnDay ? built : lines.map((text) => element("li", {}, text))));
}

/* One sentence for each stance that holds, and one for what does not. */
function sentencesOf(at, data) {
  const { words, sides, support, texts, actors } = data;
  const [name, side] = [actors[at.by].name, sides[at.side].name];
  const isMore = !at.held.length || at.ended.length || at.announced.length;
  const others = isMore ? [`${name} towards ${side}: ${withoutPosition(at, data)}.`] : [];
  const sentences = at.held.map((held) => {
    const kinds = support[held.support]
      .filter(([kind]) => kind !== "unspecified")
      .map(([kind, note]) => (note ? `${words.support[kind]} (${note})` : words.support[kind]));
    const deniers = held.denials.map(([who]) => (who === null ? words.unnamed : actors[who].name));
    const parts = [
      `${name} ${words.phrase[held.stance]} ${side}${kinds.length ? `: ${kinds.join(", ")}` : ""}`,
      held.status === "reported" ? "" : held.status,
      ...held.extents.map((index) => extentWords(data.extents[index], actors)),
      deniers.length ? `denied by ${[...new Set(deniers)].join(" and ")}` : "",
      texts[held.when],
    ];
    return `${parts.filter(Boolean).join("; ")}.`;
  });
  return [...sentences, ...others];
}

/* How much, and by way of whom: as amounts and route in wording/words.py. */
function extentWords([amount, through], actors) {
  const names = through.map((who) => actors[who].name);
  const last = names.pop();
  const all = names.length ? `${names.join(", ")} and ${last}` : last;
  return [amount, last && `by way of ${all}`].filter(Boolean).join(", ");
}

/* As without_position in pictures/standing_words.py. */
function withoutPosition({ ended, announced, withdrawn }, { words, texts }) {
  const doubted = (one) => {
    const firm = firmness(one);
    return words.stance[one.stance].toLowerCase() + (firm ? ` (${firm})` : "");
  };
  const parts = [
    ...ended.map((one) => `no longer ${doubted(one)}, ${texts[one.until]}`),
    ...announced.map((one) => `${doubted(one)} announced for ${texts[one.when]}`),
  ];
  return parts.join("; ") || (withdrawn.length ? "withdrawn" : "nothing on record yet");
}

/* What a position is in the few words that a drawing has room for. */
function stanceWords(at, { words, sides }) {
  const side = sides[at.side].name;
  if (!at.isOnRecord) return `${side}: nothing yet`;
  if (at.held.length)
    return `${at.held.map((held) => words.phrase[held.stance]).join(" and ")} ${side}`;
  if (at.ended.length) return `${side}: no longer`;
  return `${side}: ${at.announced.length ? "announced" : "withdrawn"}`;
}

function firmness({ status, disputed }) {
  return [...(status === "reported" ? [] : [status]), ...(disputed ? ["disputed"] : [])].join(", ");
}

/* As the weights of support in pictures/signs.py. */
const WEIGHTS = { words: 1.6, means: 3, forces: 5 };

function strokeWidth({ support }, data) {
  const weights = data.support[support].map(([kind]) => WEIGHTS[data.words.weight[kind]]);
  return Math.max(WEIGHTS.words, ...weights);
}

/* A tie with the signs of a position, as pictures/signs.py draws them, along the line there is. */
function tieFor(at, tie, start, data) {
  const shown = at?.shown;
  if (!shown) {
    const faint = tie.cloneNode(true);
    faint.classList.add("b-pic-tie--off");
    return faint;
  }
  const line = tie.querySelector(".b-pic-line").cloneNode();
  const [builtStart, y, x2] = ["x1", "y1", "x2"].map((name) => Number(line.getAttribute(name)));
  const x1 = start ? start[0] + start[1] * Math.sign(x2 - start[0]) : builtStart;
  line.setAttribute("x1", x1);
  const direction = x2 > x1 ? 1 : -1;
  const gap = (isAdverse) => (!isAdverse ? 4 : Math.abs(x2 - x1) > 30 ? 11 : 6);
  const family = data.words.group[shown.stance];
  const adverse = family === "adverse";
  const stop = x2 + direction * (gap(tie.classList.contains("b-stance-adverse")) - gap(adverse));
  line.setAttribute("x2", stop);
  line.setAttribute("stroke-width", strokeWidth(shown, data));
  setDashes(line, family === "between", shown.status === "alleged");
  const endClass = shown.status === "confirmed" ? "b-pic-end b-pic-end--full" : "b-pic-end";
  const r = 4.5;
  const end = adverse
    ? svgElement("path", {
        d: `M${stop - r} ${y - r}l${2 * r} ${2 * r}M${stop - r} ${y + r}l${2 * r} ${-2 * r}`,
        class: "b-pic-cross",
      })
    : svgElement("circle", { cx: stop, cy: y, r: 4, class: endClass });
  const signX = x1 + direction * Math.max(7, Math.abs(stop - x1) * (adverse ? 0.33 : 0.45));
  return svgElement(
    "g",
    {
      class: [
        `b-pic-tie b-stance-${family} b-status-${shown.status}`,
        ...(shown.disputed ? ["b-disputed"] : []),
      ].join(" "),
    },
    line,
    end,
    ...(shown.disputed ? [disputedSign(signX, y)] : []),
  );
}

function setDashes(line, between, alleged) {
  const gap = (Number(line.getAttribute("stroke-width")) * 1.9 + 1.5).toFixed(1);
  const dots = between ? `8 ${gap} 0 ${gap}` : `0 ${gap}`;
  const pattern = alleged ? dots : between ? "8 5" : null;
  line.removeAttribute("stroke-dasharray");
  line.removeAttribute("stroke-linecap");
  if (pattern) line.setAttribute("stroke-dasharray", pattern);
  if (alleged) line.setAttribute("stroke-linecap", "round");
}

function disputedSign(x, y, r = 7) {
  const bars = [
    [-0.5, -0.22, 0.5, -0.22],
    [-0.5, 0.22, 0.5, 0.22],
    [-0.28, 0.55, 0.28, -0.55],
  ];
  const d = bars
    .map(([a, b, c, e]) => `M${x + r * a} ${y + r * b}L${x + r * c} ${y + r * e}`)
    .join("");
  return svgElement(
    "g",
    { class: "b-pic-disputed" },
    svgElement("circle", { cx: x, cy: y, r }),
    svgElement("path", { d }),
  );
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
  const places = table.backers.map(({ camp }) => table.data.camps.indexOf(camp));
  if (!isNew(svg, isOwnDay ? "" : places.join())) return;
  const camps = new Map(
    table.backers.map(({ by, camp }) => [table.data.actors[by].slug, campOf(camp, table.data)]),
  );
  const names = new Map(
    table.backers.map(({ by }) => [table.data.actors[by].slug, table.data.actors[by].name]),
  );
  const present = (slugs) => (slugs ?? "").split(" ").filter((slug) => camps.get(slug));
  const lands = [...svg.querySelectorAll(".b-pic-land-of")];
  for (const land of lands) {
    const ofStates = present(land.dataset.by).map((slug) => camps.get(slug));
    fillCountry(
      land,
      commonCamp(ofStates, table.data),
      present(land.dataset.guests).length > 0,
      svg.dataset.paints,
      isOwnDay,
    );
  }
  for (const marked of svg.querySelectorAll(".b-pic-marked")) {
    const built = original(marked, () => [...marked.childNodes]);
    const paints = [...new Set(present(marked.dataset.by).map((slug) => camps.get(slug).paint))];
    const sign = paints[0] && svg.querySelector(`[data-mark="${paints[0]}"]`);
    marked.replaceChildren(
      ...(isOwnDay ? built : sign ? [...sign.cloneNode(true).childNodes] : []),
    );
  }
  const entries = keyEntries(lands, present, camps, names, table.data);
  rewriteKey(svg, entries, isOwnDay);
  const figure = svg.closest("figure");
  const sentences = () =>
    entries.map((entry) => element("li", {}, `${entry.title}: ${entry.names.join(", ")}.`));
  const summary = () => [
    entries.map((entry) => `${entry.title}: ${entry.names.length}.`).join(" "),
  ];
  for (const [node, write] of [
    [figure.querySelector("details ul"), sentences],
    [figure.querySelector("details > p"), summary],
    [svg.querySelector(":scope > desc"), summary],
  ]) {
    const built = original(node, () => [...node.childNodes]);
    node.replaceChildren(...(isOwnDay ? built : write()));
  }
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

function fillCountry(land, camp, hasGuests, prefix, isOwnDay) {
  const plain = `b-pic-country--${hasGuests || "scene" in land.dataset ? "plain" : "resting"}`;
  const kind = camp ? (camp.paint.startsWith("side-") ? `b-${camp.paint}` : "b-pic-nobody") : plain;
  const shapes = () => [...land.querySelectorAll(".b-pic-country")];
  const built = original(land, shapes);
  shapes().forEach((shape, index) => {
    if (isOwnDay) return shape.replaceWith(built[index]);
    const other = built[index].cloneNode();
    if (camp) other.setAttribute("fill", `url(#${prefix}${camp.paint})`);
    else other.removeAttribute("fill");
    other.setAttribute(
      "class",
      `b-pic-country ${kind}${"scene" in land.dataset ? " b-pic-scene" : ""}`,
    );
    shape.replaceWith(other);
  });
  const title = land.querySelector(":scope > title");
  const builtTitle = original(title, () => title.textContent);
  const where = camp
    ? camp.title
    : "scene" in land.dataset
      ? "the scene"
      : hasGuests
        ? "others from here"
        : "nothing on this day";
  title.textContent = isOwnDay
    ? builtTitle
    : `${land.dataset.country}: ${where[0].toLowerCase()}${where.slice(1)}`;
}

/* The entries of the key, in the order of pictures/map_key.py. */
function keyEntries(lands, present, camps, names, data) {
  const filled = new Map();
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
      if (!filled.has(camp.paint))
        filled.set(camp.paint, { title: camp.title, paint: camp.paint, names: [] });
      filled.get(camp.paint).names.push(states.length === 1 ? names.get(states[0]) : country);
    }
    const residents = new Map();
    for (const slug of present(guests)) {
      const { title, paint } = camps.get(slug);
      if (!residents.has(paint)) residents.set(paint, []);
      residents.get(paint).push(names.get(slug));
      if (!marked.has(paint))
        marked.set(paint, { title: `${title}, not states`, mark: paint, names: [] });
    }
    for (const [paint, who] of residents)
      marked.get(paint).names.push(`${who.join(", ")} (${country})`);
  }
  const scenes = lands
    .filter(({ dataset }) => "scene" in dataset)
    .map(({ dataset }) => dataset.country)
    .sort();
  const order = data.camps
    .filter(({ key: kind }) => HOLDING_CAMPS.includes(kind))
    .map((one) => campOf(one, data).paint);
  return [
    ...[...filled.values()].sort((a, b) => (a.paint < b.paint ? -1 : 1)),
    ...order.filter((paint) => marked.has(paint)).map((paint) => marked.get(paint)),
    ...(scenes.length ? [{ title: "Where the sides are", names: scenes }] : []),
  ];
}

function rewriteKey(svg, entries, isOwnDay) {
  const lines = svg.querySelector(".b-pic-key-names");
  const rest = svg.querySelector(".b-pic-key-rest");
  const built = original(lines, () => [...lines.childNodes]);
  const builtSize = original(svg, () => [svg.getAttribute("viewBox"), svg.getAttribute("height")]);
  const [top, bottom, room] = ["top", "bottom", "room"].map((name) => Number(lines.dataset[name]));
  const parts = [];
  let y = top;
  for (const { title, names, paint, mark } of isOwnDay ? [] : entries) {
    parts.push(swatch(svg, y, paint, mark));
    for (const line of wrapText(`${title}: ${names.join(", ")}`, room - 34, svg)) {
      parts.push(svgElement("text", { x: 34, y: y + 14 }, line));
      y += 17;
    }
    y += 6;
  }
  const more = isOwnDay ? 0 : y - bottom;
  lines.replaceChildren(...(isOwnDay ? built : parts));
  if (more) rest.setAttribute("transform", `translate(0 ${more})`);
  else rest.removeAttribute("transform");
  const [left, above, wide, high] = builtSize[0].split(" ").map(Number);
  // The drawing grows with the key; below a shorter key a little room stays empty.
  const taller = Math.max(0, more);
  svg.setAttribute("viewBox", taller ? `${left} ${above} ${wide} ${high + taller}` : builtSize[0]);
  svg.setAttribute("height", taller ? high + taller : builtSize[1]);
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

/* Measures text on a canvas, because one of the two drawings is hidden and cannot be measured. */
function penFor(svg) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${svg.getAttribute("font-size")}px ${getComputedStyle(svg).fontFamily}`;
  return pen;
}

function wrapText(text, room, svg) {
  const pen = penFor(svg);
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= room || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
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
