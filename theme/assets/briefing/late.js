/* Runs Material's script once the page is painted: nothing that a reader sees first needs it. */

const waiting = document.querySelector("script[data-late]");
let isRun = !waiting;

function run() {
  if (isRun) return;
  isRun = true;
  const script = document.createElement("script");
  script.src = waiting.dataset.late;
  // In the body, a script more or less restyles the whole page.
  document.head.append(script);
}

new PerformanceObserver(run).observe({ type: "paint", buffered: true });
setTimeout(run, document.hidden ? 0 : 5000); // a page in the background is not painted
