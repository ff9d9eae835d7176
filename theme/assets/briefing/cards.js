/* Shows in a few words who an actor is, while a link to it is hovered over or focused. */

import { element } from "./controls.js";

const SOON = 250;
const LATER = 250;
const ACTOR = /\/actors\/[^/]+\/$/;

const known = new Map();
const card = element("div", { class: "b-tip", id: "_actor-card", role: "tooltip", hidden: true });
let shownFor = null;
let waiting;

function actorLink(target) {
  const link = target instanceof Element ? target.closest("article a[href]") : null;
  const elsewhere = link && link.origin === location.origin && link.pathname !== location.pathname;
  return elsewhere && ACTOR.test(link.pathname) ? link : null;
}

function about(link) {
  const address = new URL("card.json", link.href).href;
  if (!known.has(address)) {
    known.set(
      address,
      fetch(address).then(
        (answer) => (answer.ok ? answer.json() : null),
        () => null,
      ),
    );
  }
  return known.get(address);
}

function written({ name, kind, sides, stands, line }) {
  const side = ({ name: title, colour }) =>
    element("span", { class: `b-side b-side-${colour}` }, title);
  const parts = [...(kind ? [kind] : []), ...sides.map(side), ...stands];
  const facts = parts.flatMap((one, index) => (index ? [" · ", one] : [one]));
  return [
    element("p", { class: "b-tip__name" }, name),
    ...(facts.length ? [element("p", {}, ...facts)] : []),
    ...(line ? [element("p", {}, line)] : []),
  ];
}

async function show(link, x) {
  const told = await about(link);
  if (!told || shownFor !== link || !link.isConnected) return;
  card.replaceChildren(...written(told));
  (link.closest("article") ?? document.body).append(card);
  card.hidden = false;
  place(link, x);
  link.setAttribute("aria-describedby", card.id);
}

/* Below the line of the link that the pointer is on, and within the window. */
function place(link, x) {
  const lines = [...link.getClientRects()];
  const line = lines.find((one) => x !== null && x >= one.left && x <= one.right) ?? lines[0];
  const origin = (card.offsetParent ?? document.documentElement).getBoundingClientRect();
  const room = document.documentElement.clientWidth - card.offsetWidth - 8;
  const below = line.bottom + card.offsetHeight < innerHeight;
  const top = below ? line.bottom : line.top - card.offsetHeight;
  card.style.left = `${Math.max(8, Math.min(line.left, room)) - origin.left}px`;
  card.style.top = `${top - origin.top}px`;
}

function hide() {
  clearTimeout(waiting);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  card.hidden = true;
}

function wanted(link, x, delay) {
  clearTimeout(waiting);
  if (link === shownFor) return;
  hide();
  waiting = setTimeout(() => {
    shownFor = link;
    show(link, x);
  }, delay);
}

function left() {
  clearTimeout(waiting);
  waiting = setTimeout(hide, LATER);
}

/* A finger opens the link; it has no way to hover. */
document.addEventListener("pointerover", ({ target, pointerType, clientX }) => {
  if (pointerType === "touch") return;
  const link = actorLink(target);
  if (link) wanted(link, clientX, SOON);
  else if (card.contains(target)) clearTimeout(waiting);
  else if (!shownFor?.matches(":focus-visible")) left();
});
document.addEventListener("focusin", ({ target }) => {
  const link = actorLink(target);
  if (link?.matches(":focus-visible")) wanted(link, null, 0);
  else if (!card.contains(target)) left();
});
document.addEventListener("focusout", ({ target }) => {
  if (target === shownFor) left();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") hide();
});
