/* Compares backers side by side: a column for each, and a line for each day on which one changes. */

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
    return element("th", { scope: "col" }, actorLink(table, backer.by), " ", remove);
  });
  const lines = days.map((day) => {
    const cells = chosen.map((one) => cellOn(one, day));
    const time = element("time", { datetime: dayText(day) }, dayWords(words, dayText(day)));
    return element("tr", {}, element("th", { scope: "row" }, time), ...cells);
  });
  return element(
    "table",
    { class: "b-compare" },
    element("caption", {}, "Backers compared: what is on record from each day on"),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "From"), ...heads)),
    element("tbody", {}, ...lines),
  );
}

/* What is new of a backer on a day, towards each side; an empty cell if nothing is. */
function cellOn({ table, backer }, day) {
  const { data } = table;
  const changed = backer.cells.filter(({ stretches }) =>
    stretches.says.some(([first]) => first === day),
  );
  const parts = changed.map(({ stretches }) => {
    const at = position(backer.stretches, stretches, day, data);
    const { name, colour } = data.sides[stretches.side];
    const conflict = table.isOnlyTable ? "" : ` (${data.title})`;
    return element(
      "div",
      { class: `b-compare__side b-side-${colour}` },
      element("span", { class: "b-side" }, name),
      conflict,
      ...shortLines(at, table, dayText(day)),
    );
  });
  const began = backer.cells.some(({ stretches }) => valueOn(stretches.says, day) !== null);
  const same = element("span", { class: "b-unseen" }, began ? "as before" : "nothing on record");
  return element(
    "td",
    { class: began ? "" : "b-compare__none" },
    ...(parts.length ? parts : [same]),
  );
}
