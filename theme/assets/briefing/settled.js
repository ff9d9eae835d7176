/* Lays out pictures out of view once the page has loaded, so that a saved copy has them.

   Until then the stylesheet skips them, which shows the page sooner. */

const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));
const showAll = () => whenIdle(() => document.documentElement.classList.add("b-settled"));

if (document.readyState === "complete") showAll();
else addEventListener("load", showAll, { once: true });
