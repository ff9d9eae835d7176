/* Keeps what a reader chose in the address, so that it can be sent on and come back to. */

export function chosen(names) {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""]));
}

let waiting;

/* Browsers refuse an address that changes too often: a slider moves faster than that. */
export function keep(state) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(state)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }, 120);
}
