/* Lets the pictures of a conflict follow the day that the table is shown as of. */

import { element } from "./controls.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const before = new WeakMap();

function drawn(tag, attributes, ...children) {
  const one = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) one.setAttribute(name, value);
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
  const apart = own ? "" : `Lines and words are those of ${on}; the places and numbers are those of ${worded(table.data.on)}.`;
  for (const svg of root.querySelectorAll("svg.b-pic-alliances")) {
    alliances(svg, table, own, apart);
    inWords(svg.closest("figure"), table, own);
  }
  for (const svg of root.querySelectorAll("svg.b-pic-lanes")) lanes(svg, day, own, on);
}

/* --- who stands with whom: the lines and the words change, everybody stays in place --- */

function alliances(svg, table, own, apart) {
  for (const row of svg.querySelectorAll(".b-pic-row[data-by]")) {
    const backer = table.backers.find(({ by }) => table.data.actors[by].slug === row.dataset.by);
    if (!backer) continue;
    for (const place of row.querySelectorAll("[data-side]")) {
      const at = backer.at.find((one) => table.data.sides[one.side].slug === place.dataset.side);
      const tie = original(place, () => place.querySelector(".b-pic-tie"));
      if (tie) place.querySelector(".b-pic-tie").replaceWith(own ? tie : tieOn(tie, at, table.data.words));
    }
    words(row, backer.at, own, table.data);
  }
  note(svg, apart);
}

/* There are as many lines as there were; how firm a position is, the line to the side says too. */
function words(row, positions, own, data) {
  const said = positions.map((at) => stated(at, data));
  const firm = positions.map(firmness).filter(Boolean);
  [...row.querySelectorAll(".b-pic-said, .b-pic-mark")].forEach((line, index) => {
    const written = original(line, () => line.textContent);
    line.textContent = own ? written : ([...said, ...(firm.length === 1 ? firm : [])][index] ?? "");
  });
  const title = row.querySelector("title");
  if (title) {
    const written = original(title, () => title.textContent);
    const every = positions.map((at, index) => [said[index], firmness(at)].filter(Boolean).join(", "));
    title.textContent = own ? written : `${data.actors[positions[0].by].name}: ${every.join("; ")}`;
  }
}

/* The list that stands for the picture says what the picture says. */
function inWords(figure, table, own) {
  const list = figure.querySelector("details ul");
  const written = original(list, () => [...list.childNodes]);
  const every = table.backers.flatMap(({ at: positions }) => positions.map((at) => sentence(at, table.data)));
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
  return [...(at.status === "reported" ? [] : [at.status]), ...(at.disputed ? ["disputed"] : [])].join(", ");
}

/* As generator/pictures/signs.py draws it, along the line that is there. */
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
    ? drawn("path", { d: `M${stop - r} ${y - r}l${2 * r} ${2 * r}M${stop - r} ${y + r}l${2 * r} ${-2 * r}`, class: "b-pic-cross" })
    : drawn("circle", { cx: stop, cy: y, r: 4, class: full });
  const far = x1 + way * Math.max(7, Math.abs(stop - x1) * (adverse ? 0.33 : 0.45));
  return drawn(
    "g", { class: `b-pic-tie b-stance-${family} b-status-${at.status}${at.disputed ? " b-disputed" : ""}` },
    line, end, ...(at.disputed ? [ring(far, y)] : []),
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
  const bars = [[-0.5, -0.22, 0.5, -0.22], [-0.5, 0.22, 0.5, 0.22], [-0.28, 0.55, 0.28, -0.55]];
  const d = bars.map(([a, b, c, e]) => `M${x + r * a} ${y + r * b}L${x + r * c} ${y + r * e}`).join("");
  return drawn("g", { class: "b-pic-disputed" }, drawn("circle", { cx: x, cy: y, r }), drawn("path", { d }));
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
