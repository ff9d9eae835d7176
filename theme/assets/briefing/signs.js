/* Draws text, lines and signs of pictures, as the room pictures does in Python. */

const NAMESPACE = "http://www.w3.org/2000/svg";
const TEXT = 13;

/* Attributes that are null are left out; numbers keep one decimal. */
export function svgElement(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null)
      node.setAttribute(name, typeof value === "number" ? Math.round(value * 10) / 10 : value);
  node.append(...children);
  return node;
}

/* Fills in what stands in braces in one of the words of pictures. */
export const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/* --- text --- */

/* Fits text as core/lettering.py does, which gives the width of each letter. */
export function lettering({ widths, allowance, bold }) {
  const known = new Map(widths.flatMap(([em, letters]) => [...letters].map((one) => [one, em])));
  // Only the name of a country can have another letter.
  const em = (letter) => known.get(letter) ?? known.get(letter.normalize("NFKD")[0]) ?? 1;
  const widthOf = (text, { size = TEXT, isBold = false } = {}) =>
    [...text].reduce((sum, letter) => sum + em(letter), 0) * size * allowance * (isBold ? bold : 1);

  function shorten(text, room, look) {
    if (widthOf(text, look) <= room) return text;
    let left = room - widthOf("…", look);
    let kept = "";
    for (const letter of text) {
      left -= widthOf(letter, look);
      if (left < 0) break;
      kept += letter;
    }
    return `${kept.replace(/[ ,;:]+$/, "")}…`;
  }

  function wrap(text, room, { lines = 2, ...look } = {}) {
    let words = text.split(/\s+/).filter(Boolean);
    const wrapped = [];
    while (words.length && wrapped.length < lines - 1) {
      let count = 1;
      while (count < words.length) {
        if (widthOf(words.slice(0, count + 1).join(" "), look) > room) break;
        count += 1;
      }
      wrapped.push(shorten(words.slice(0, count).join(" "), room, look));
      words = words.slice(count);
    }
    if (words.length) wrapped.push(shorten(words.join(" "), room, look));
    return wrapped;
  }

  return { widthOf, shorten, wrap };
}

/* One line of text on its baseline. */
export const drawText = (x, y, words, { size = null, anchor = null, look = null } = {}) =>
  svgElement("text", { x, y, "font-size": size, "text-anchor": anchor, class: look }, words);

/* --- signs, as pictures/signs.py draws them --- */

/* Each step of a path goes from one rounded point to the next. */
function pathData(points, isClosed = false) {
  const tenths = points.map((point) => point.map((value) => Math.round(value * 10)));
  const pair = (x, y) => `${x / 10} ${y / 10}`;
  const steps = tenths
    .slice(1)
    .map(([x, y], index) => [x - tenths[index][0], y - tenths[index][1]])
    .filter(([x, y]) => x || y);
  const d = `M${pair(...tenths[0])}l${steps.map((step) => pair(...step)).join(" ")}`;
  return d.replaceAll(" -", "-") + (isClosed ? "z" : "");
}

/* The corners of the sign of each colour, in radii; null is a disc. */
const SQUARE = [[-1, -1], [1, -1], [1, 1], [-1, 1]]; // prettier-ignore
const RISING = [[0, -1.1], [1.1, 1], [-1.1, 1]]; // prettier-ignore
const FALLING = [[0, 1.1], [1.1, -1], [-1.1, -1]]; // prettier-ignore
const LOZENGE = [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]; // prettier-ignore
const SHAPES = [SQUARE, RISING, null, LOZENGE, FALLING, SQUARE, RISING, null];
const FIRST_HOLLOW_SIGN = 5;

export function sideSign(colour, [x, y], r = 5) {
  const shape = SHAPES[colour];
  const look = colour >= FIRST_HOLLOW_SIGN ? "b-pic-sign b-pic-sign--hollow" : "b-pic-sign";
  if (!shape) return svgElement("circle", { cx: x, cy: y, r: r * 1.1, class: look });
  const corners = shape.map(([across, down]) => [x + across * r, y + down * r]);
  return svgElement("path", { d: pathData(corners, true), class: look });
}

const WIDTHS = { words: 1.6, means: 3, forces: 5 };
const SHORT_TIE = 40;

/* The most tangible kind of support decides: words, means or forces. */
export function weightOf({ support }, { data }) {
  const weights = data.support[support].map(([kind]) => data.words.weight[kind]);
  return ["forces", "means"].find((one) => weights.includes(one)) ?? "words";
}

export function disputedSign([x, y], r = 7) {
  const bars = [
    [-0.5, -0.22, 0.5, -0.22],
    [-0.5, 0.22, 0.5, 0.22],
    [-0.28, 0.55, 0.28, -0.55],
  ];
  const d = bars.map(([a, b, c, e]) =>
    pathData([
      [x + r * a, y + r * b],
      [x + r * c, y + r * e],
    ]),
  );
  return svgElement(
    "g",
    { class: "b-pic-disputed" },
    svgElement("circle", { cx: x, cy: y, r }),
    svgElement("path", { d: d.join("") }),
  );
}

/* Dots for what is alleged, dashes for whoever is between the sides. */
function dashes(isBetween, isAlleged, width) {
  const gap = (width * 1.9 + 1.5).toFixed(1);
  if (isBetween) return isAlleged ? `8 ${gap} 0 ${gap}` : "8 5";
  return isAlleged ? `0 ${gap}` : null;
}

/* The level line from a backer to a side: what holds has a `family` of stances, a status, a weight. */
export function tie([x, y], endX, { family, status, weight, disputed = false }) {
  const direction = endX > x ? 1 : -1;
  const isAdverse = family === "adverse";
  const gap = isAdverse ? (Math.abs(endX - x) > SHORT_TIE ? 11 : 6) : 4;
  const stop = endX - direction * gap;
  const width = WIDTHS[weight];
  const isAlleged = status === "alleged";
  const line = svgElement("line", {
    x1: x,
    y1: y,
    x2: stop,
    y2: y,
    "stroke-width": width,
    "stroke-dasharray": dashes(family === "between", isAlleged, width),
    "stroke-linecap": isAlleged ? "round" : null,
    class: "b-pic-line",
  });
  const r = 4.5;
  const [left, right, above, below] = [stop - r, stop + r, y - r, y + r];
  const cross = [
    [
      [left, above],
      [right, below],
    ],
    [
      [left, below],
      [right, above],
    ],
  ];
  const end = isAdverse
    ? svgElement("path", {
        d: cross.map((ends) => pathData(ends)).join(""),
        class: "b-pic-cross",
      })
    : svgElement("circle", {
        cx: stop,
        cy: y,
        r: 4,
        class: status === "confirmed" ? "b-pic-end b-pic-end--full" : "b-pic-end",
      });
  const offset = Math.max(7, Math.abs(stop - x) * (isAdverse ? 0.33 : 0.45));
  return svgElement(
    "g",
    {
      class: `b-pic-tie b-stance-${family} b-status-${status}${disputed ? " b-disputed" : ""}`,
    },
    line,
    end,
    ...(disputed ? [disputedSign([x + direction * offset, y])] : []),
  );
}
