/* Keeps what a reader chose in the page's address, so that it can be shared and bookmarked. */

export function readState(names) {
  const parameters = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ""]));
}

let timer;

/* Waits a moment: browsers refuse to change the address as often as a slider moves. */
export function saveState(state) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(state)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }, 120);
}
