/* Adds a button to each permanent link that copies the link. */

import { announce, element, liveRegion } from "./controls.js";

const CONFIRMATION_TIME = 2500; // milliseconds
const MOST_BUTTONS_AT_ONCE = 300;
const ICON_PATH = "M5 1h8v10h-2V3H5zM2 4h8v11H2zm1.5 1.5v8h5v-8z";

const region = liveRegion();

function icon() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICON_PATH);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/* A permanent address has no filters and no day in it. */
function permanentAddress(link) {
  const address = new URL(link.href);
  address.search = "";
  return address.href;
}

async function copyToClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or a browser or an insecure address without a clipboard
  }
}

/* Shows the address in a field, for the reader to copy. */
function showField(text, button) {
  const field = element("input", {
    class: "b-address",
    readonly: true,
    value: text,
    "aria-label": "The address, to copy",
  });
  const close = () => field.remove();
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") button.focus();
  });
  button.after(field);
  field.focus();
  field.select();
}

function copyButton(link) {
  const label = link
    .getAttribute("aria-label")
    .replace(/^Permanent link to|^This event.*/, (start) =>
      start.startsWith("This") ? "Copy the link to this event" : "Copy the link to",
    );
  const button = element(
    "button",
    { type: "button", class: "b-copy", "aria-label": label, title: label },
    icon(),
  );
  button.addEventListener("click", async () => {
    const address = permanentAddress(link);
    announce(region, "");
    if (!(await copyToClipboard(address))) {
      showField(address, button);
      announce(region, "The address is selected: copy it from there.");
      return;
    }
    const confirmation = element("span", { class: "b-copied", "aria-hidden": "true" }, "copied");
    button.after(confirmation);
    setTimeout(() => confirmation.remove(), CONFIRMATION_TIME);
    announce(region, "The link is copied.");
  });
  return button;
}

region.className = "b-unseen";
document.querySelector(".b-page")?.append(region);
const links = [...document.querySelectorAll(".b-page a.b-permalink")];

/* A long chronology has thousands of links: each gets its button when it comes into view. */
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      target.after(copyButton(target));
    }
  },
  { rootMargin: "50%" },
);

for (const link of links) {
  if (links.length <= MOST_BUTTONS_AT_ONCE) link.after(copyButton(link));
  else observer.observe(link);
}
