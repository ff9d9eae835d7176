/* Makes the controls of the reading tools: each with its label, and what they say aloud. */

let made = 0;

export function element(tag, attributes = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) one.setAttribute(name, "");
    else if (value !== false && value !== null) one.setAttribute(name, value);
  }
  one.append(...children);
  return one;
}

export function labelled(text, control) {
  control.id ||= `_tool-${(made += 1)}`;
  const label = element("label", { for: control.id }, text);
  return element("div", { class: "b-control" }, label, control);
}

/* Options are pairs of a value and what it is called, or of a title and a group of such pairs. */
export function choice(name, options) {
  const option = ([value, text]) =>
    Array.isArray(text)
      ? element("optgroup", { label: value }, ...text.map(option))
      : element("option", { value }, text);
  return element("select", { name }, ...options.map(option));
}

export function button(text, act) {
  const one = element("button", { type: "button", class: "b-button" }, text);
  one.addEventListener("click", act);
  return one;
}

/* Said to those who hear the page, each time it changes. */
export function told() {
  return element("p", { class: "b-told", role: "status", "aria-live": "polite" });
}

export function say(region, text) {
  if (region.textContent !== text) region.textContent = text;
}

/* Filters fold away where there is little room, unless one of them is set. */
export function folding(title, open, ...controls) {
  const within = element("div", { class: "b-controls" }, ...controls);
  const wide = matchMedia("(min-width: 45em)").matches;
  return element(
    "details",
    { class: "b-folding", open: wide || open },
    element("summary", {}, title),
    within,
  );
}
