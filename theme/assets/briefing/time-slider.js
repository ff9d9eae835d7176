/* Makes a slider through time: a native range with an axis below it, and a tick on each day on
   which anything changes. */

import { element } from "./controls.js";

const NAMESPACE = "http://www.w3.org/2000/svg";

/* Days are numbers. A day before the first one is at the beginning of the slider. */
export function timeSlider({ first, last, ticks }, days) {
  const share = (day) => (day - first) / Math.max(1, last - first);
  const input = element("input", {
    type: "range",
    min: first,
    max: last,
    step: 1,
    class: "b-slider",
  });
  const changes = document.createElementNS(NAMESPACE, "svg");
  for (const [name, value] of Object.entries({
    class: "b-scale__changes",
    viewBox: "0 0 1000 8",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  }))
    changes.setAttribute(name, value);
  const path = document.createElementNS(NAMESPACE, "path");
  const shown = days.filter((day) => first <= day && day <= last);
  path.setAttribute("d", shown.map((day) => `M${Math.round(share(day) * 1000)} 0V8`).join(""));
  changes.append(path);
  const names = ticks.map(([day, label, year]) => {
    const name = element(
      "span",
      { class: `b-scale__name${year ? " b-scale__name--year" : ""}` },
      element("span", {}, [label, year].filter(Boolean).join(" ")),
    );
    // The policy of the page forbids style attributes, but not this.
    name.style.insetInlineStart = `${share(day) * 100}%`;
    return name;
  });
  const axis = element("div", { class: "b-scale__axis", "aria-hidden": "true" }, ...names);
  return { input, scale: element("div", { class: "b-scale" }, input, changes, axis) };
}
