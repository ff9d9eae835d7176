/* Shows a card that says who an actor is while a link to its page is hovered or focused. */

import { element } from "./controls.js";

// Milliseconds.
const SHOW_DELAY = 250;
const HIDE_DELAY = 250;
const ACTOR_PAGE = /\/actors\/[^/]+\/$/;

const loaded = new Map();
const card = element("div", { class: "b-tip", id: "_actor-card", role: "tooltip", hidden: true });
let currentLink = null;
let timer;

function actorLink(target) {
  const link = target instanceof Element ? target.closest("article a[href]") : null;
  const isOtherPage =
    link && link.origin === location.origin && link.pathname !== location.pathname;
  return isOtherPage && ACTOR_PAGE.test(link.pathname) ? link : null;
}

function loadCard(link) {
  const address = new URL("card.json", link.href).href;
  if (!loaded.has(address)) {
    loaded.set(
      address,
      fetch(address).then(
        (response) => (response.ok ? response.json() : null),
        () => null,
      ),
    );
  }
  return loaded.get(address);
}

function cardContent({ name, kind, sides, stands, line }) {
  const side = ({ name: title, colour }) =>
    element("span", { class: `b-side b-side-${colour}` }, title);
  const parts = [...(kind ? [kind] : []), ...sides.map(side), ...stands];
  const facts = parts.flatMap((part, index) => (index ? [" · ", part] : [part]));
  return [
    element("p", { class: "b-tip__name" }, name),
    ...(facts.length ? [element("p", {}, ...facts)] : []),
    ...(line ? [element("p", {}, line)] : []),
  ];
}

async function show(link, x) {
  const data = await loadCard(link);
  if (!data || currentLink !== link || !link.isConnected) return;
  card.replaceChildren(...cardContent(data));
  (link.closest("article") ?? document.body).append(card);
  card.hidden = false;
  positionCard(link, x);
  link.setAttribute("aria-describedby", card.id);
}

/* Puts the card below the line of the link that the pointer is on, inside the window. */
function positionCard(link, x) {
  const lines = [...link.getClientRects()];
  const line = lines.find((box) => x !== null && x >= box.left && x <= box.right) ?? lines[0];
  const origin = (card.offsetParent ?? document.documentElement).getBoundingClientRect();
  const room = document.documentElement.clientWidth - card.offsetWidth - 8;
  const below = line.bottom + card.offsetHeight < innerHeight;
  const top = below ? line.bottom : line.top - card.offsetHeight;
  const isFromRight = getComputedStyle(card).direction === "rtl";
  const left = isFromRight ? line.right - card.offsetWidth : line.left;
  card.style.left = `${Math.max(8, Math.min(left, room)) - origin.left}px`;
  card.style.top = `${top - origin.top}px`;
}

function hide() {
  clearTimeout(timer);
  currentLink?.removeAttribute("aria-describedby");
  currentLink = null;
  card.hidden = true;
}

function showAfter(delay, link, x) {
  clearTimeout(timer);
  if (link === currentLink) return;
  hide();
  timer = setTimeout(() => {
    currentLink = link;
    show(link, x);
  }, delay);
}

function hideSoon() {
  clearTimeout(timer);
  timer = setTimeout(hide, HIDE_DELAY);
}

/* Touch cannot hover: a tap opens the link. */
document.addEventListener("pointerover", ({ target, pointerType, clientX }) => {
  if (pointerType === "touch") return;
  const link = actorLink(target);
  if (link) showAfter(SHOW_DELAY, link, clientX);
  else if (card.contains(target)) clearTimeout(timer);
  else if (!currentLink?.matches(":focus-visible")) hideSoon();
});
document.addEventListener("focusin", ({ target }) => {
  const link = actorLink(target);
  if (link?.matches(":focus-visible")) showAfter(0, link, null);
  else if (!card.contains(target)) hideSoon();
});
document.addEventListener("focusout", ({ target }) => {
  if (target === currentLink) hideSoon();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") hide();
});
