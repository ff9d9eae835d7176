/* Sets the colour scheme before anything below the masthead is there, and runs Material's script
   once the page is painted.

   Later, the first would restyle the whole page. So this is no module: it stands in the masthead,
   and the browser waits for it as for a style sheet. The choice is kept where Material's switch kept
   it, in its form: a reader who has chosen before an update finds the same colours. */

(() => {
  const { body, documentElement: root } = document;
  const { __md_get: read, __md_set: keep } = window; // of Material, in the head
  const KEY = "__palette";
  const BY_SYSTEM = "(prefers-color-scheme)";
  // The second is what a part of Material's script would add later.
  root.classList.replace("no-js", "js");
  root.classList.add("js-focus-visible");
  root.dataset.jsFocusVisible = "";
  if (document.querySelector("[data-search-open]")) root.classList.add("b-searchable");

  const isRead = new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve);
  });
  const isPainted = new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
    setTimeout(resolve, document.hidden ? 0 : 5000); // a page in the background is not painted
  });
  // Nothing that a reader sees first needs it.
  Promise.all([isRead, isPainted]).then(() => {
    const waiting = document.querySelector("script[data-late]");
    if (!waiting) return;
    const material = document.createElement("script");
    material.src = waiting.dataset.late;
    // It waits for an event that has been: so it is told as after instant navigation.
    material.addEventListener("load", () => window.document$.next(document));
    // In the body, a script more or less would restyle the whole page.
    document.head.append(material);
  });

  const tint = document.head.appendChild(document.createElement("meta"));
  tint.name = "theme-color";

  /* Gives the browser's own parts the colours of the page: its bar on a phone, bars to scroll. */
  function tintBrowser() {
    const { backgroundColor, colorScheme } = getComputedStyle(document.querySelector(".md-header"));
    tint.content = backgroundColor;
    root.style.colorScheme = colorScheme === "normal" ? "" : colorScheme;
  }

  const options = [...document.querySelectorAll("[data-palette] button")];
  if (options.length === 0) {
    tintBrowser();
    return;
  }

  const fits = ({ dataset: { media } }) => media && matchMedia(media).matches;

  /* An option that follows the system has the colours of the one that says what the system says. */
  const coloursOf = (option) =>
    option.dataset.media === BY_SYSTEM
      ? (options.find((one) => one.dataset.media !== BY_SYSTEM && fits(one)) ?? option)
      : option;

  function chosen() {
    try {
      return options[read(KEY).index];
    } catch {
      return undefined; // nothing chosen, or no storage
    }
  }

  function show(option) {
    const { scheme, primary, accent } = coloursOf(option).dataset;
    const colours = { media: option.dataset.media, scheme, primary, accent };
    for (const [name, value] of Object.entries(colours)) {
      if (body.getAttribute(`data-md-color-${name}`) === value) continue;
      body.setAttribute(`data-md-color-${name}`, value);
    }
    for (const one of options) one.hidden = one !== option || !one.title;
    tintBrowser();
    return colours;
  }

  const current = () => chosen() ?? options.find(fits) ?? options[0];

  for (const [index, option] of options.entries()) {
    option.addEventListener("click", () => {
      const next = (index + 1) % options.length;
      const color = show(options[next]);
      options[next].focus();
      keep(KEY, { index: next, color });
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(current()));
  show(current());
})();
