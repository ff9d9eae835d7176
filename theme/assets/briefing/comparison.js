/* Compares backers side by side: a column for each, and a line for each day on which one changes.
   The roles keep it a table for screen readers where it is laid out as lines, on phones. */

import { element } from "./controls.js";
import { actorLink, dayWords, shortLines } from "./matrix.js";
import { changeDays, dayText, position, valueOn } from "./positions.js";

/* `onRemove` is called with the slug of a backer that is no longer to be compared. */
export function comparison(chosen, onRemove) {
  const words = chosen[0].table.data.words;
  const days = changeDays(chosen.map(({ backer }) => backer.stretches));
  const heads = chosen.map(({ table, backer }) => {
    const { slug, name } = table.data.actors[backer.by];
    const remove = element(
      "button",
      { type: "button", class: "b-remove", "aria-label": `Do not compare ${name}` },
      "×",
    );
    remove.addEventListener("click", () => onRemove(slug));
    const attributes = { scope: "col", role: "columnheader" };
    return element("th", attributes, actorLink(table, backer.by), " ", remove);
  });
  // What each said last towards each side: a further source alone changes nothing that is shown.
  const last = new Map();
  const lines = days.flatMap((day) => {
    const news = chosen.map((one) => newsOn(one, day, last));
    if (news.every((parts) => parts.length === 0)) return [];
    const time = element("time", { datetime: dayText(day) }, dayWords(words, dayText(day)));
    const head = element("th", { scope: "row", role: "rowheader" }, time);
    const cells = chosen.map((one, index) => cellOn(one, day, news[index]));
    return [element("tr", { role: "row" }, head, ...cells)];
  });
  const from = element("th", { scope: "col", role: "columnheader" }, "From");
  return element(
    "table",
    { class: "b-compare", role: "table" },
    element("caption", {}, "Backers compared: what is on record from each day on"),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, from, ...heads)),
    element("tbody", { role: "rowgroup" }, ...lines),
  );
}

/* What is new of a backer on a day, towards each side. */
function newsOn({ table, backer }, day, last) {
  const { data } = table;
  return backer.cells.flatMap(({ stretches }) => {
    if (!stretches.says.some(([first]) => first === day)) return [];
    const at = position(backer.stretches, stretches, day, data);
    const { name, colour } = data.sides[stretches.side];
    const conflict = table.isOnlyTable ? "" : ` (${data.title})`;
    const part = element(
      "div",
      { class: `b-compare__side b-side-${colour}` },
      element("span", { class: "b-side" }, name),
      conflict,
      ...shortLines(at, table, dayText(day)),
    );
    if (last.get(stretches) === part.textContent) return [];
    last.set(stretches, part.textContent);
    return [part];
  });
}

function cellOn({ backer }, day, news) {
  const began = backer.cells.some(({ stretches }) => valueOn(stretches.says, day) !== null);
  const same = element("span", { class: "b-unseen" }, began ? "as before" : "nothing on record");
  const attributes = { role: "cell", class: began ? "" : "b-compare__none" };
  return element("td", attributes, ...(news.length ? news : [same]));
}
