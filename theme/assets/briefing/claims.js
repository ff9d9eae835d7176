/* Gives each permanent link a button that copies it. */

import { element, say, told } from "./controls.js";

const SAID_FOR = 2500;
const MANY = 300;
const SHAPE = "M5 1h8v10h-2V3H5zM2 4h8v11H2zm1.5 1.5v8h5v-8z";

const region = told();

function icon() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPE);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/* What was filtered or asked for just now is no part of a permanent address. */
function addressOf(link) {
  const address = new URL(link.href);
  address.search = "";
  return address.href;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or a browser or an address where there is no clipboard
  }
}

function offer(text, beside) {
  const field = element("input", {
    class: "b-address",
    readonly: true,
    value: text,
    "aria-label": "The address, to copy",
  });
  const close = () => field.remove();
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") beside.focus();
  });
  beside.after(field);
  field.focus();
  field.select();
}

function copier(link) {
  const label = link
    .getAttribute("aria-label")
    .replace(/^Permanent link to|^This event.*/, (start) =>
      start.startsWith("This") ? "Copy the link to this event" : "Copy the link to",
    );
  const one = element(
    "button",
    { type: "button", class: "b-copy", "aria-label": label, title: label },
    icon(),
  );
  one.addEventListener("click", async () => {
    const address = addressOf(link);
    say(region, "");
    if (!(await copied(address))) {
      offer(address, one);
      say(region, "The address is selected: copy it from there.");
      return;
    }
    const done = element("span", { class: "b-copied", "aria-hidden": "true" }, "copied");
    one.after(done);
    setTimeout(() => done.remove(), SAID_FOR);
    say(region, "The link is copied.");
  });
  return one;
}

region.className = "b-unseen";
document.querySelector(".b-page")?.append(region);
const links = [...document.querySelectorAll(".b-page a.b-permalink")];

/* A long chronology has thousands of links: there those get a button that come into sight. */
const sight = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      target.after(copier(target));
    }
  },
  { rootMargin: "50%" },
);

for (const link of links) {
  if (links.length <= MANY) link.after(copier(link));
  else sight.observe(link);
}
