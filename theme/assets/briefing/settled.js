/* Has a page laid out whole once it stands and nobody waits for it: pictures out of view are left
   out until then, and whoever keeps a copy of the page wants them in it. */

const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 200));
const settle = () => idle(() => document.documentElement.classList.add("b-settled"));

if (document.readyState === "complete") settle();
else addEventListener("load", settle, { once: true });
