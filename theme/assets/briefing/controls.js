/* Makes the controls of the reading tools, with their labels and announcements. */

let controlCount = 0;

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function labelledControl(text, control) {
  control.id ||= `_tool-${(controlCount += 1)}`;
  const label = element("label", { for: control.id }, text);
  return element("div", { class: "b-control" }, label, control);
}

/* Each option is a pair of a value and a label, or of a title and a group of such pairs. */
export function selectControl(name, options) {
  const option = ([value, text]) =>
    Array.isArray(text)
      ? element("optgroup", { label: value }, ...text.map(option))
      : element("option", { value }, text);
  return element("select", { name }, ...options.map(option));
}

export function button(text, onClick) {
  const node = element("button", { type: "button", class: "b-button" }, text);
  node.addEventListener("click", onClick);
  return node;
}

/* A region whose text screen readers read out each time that it changes. */
export function liveRegion() {
  return element("p", { class: "b-told", role: "status", "aria-live": "polite" });
}

export function announce(region, text) {
  if (region.textContent !== text) region.textContent = text;
}

/* Controls that are folded away on small screens, unless `open` is set. */
export function foldingPanel(title, open, ...controls) {
  const panel = element("div", { class: "b-controls" }, ...controls);
  const wide = matchMedia("(min-width: 45em)").matches;
  return element(
    "details",
    { class: "b-folding", open: wide || open },
    element("summary", {}, title),
    panel,
  );
}
