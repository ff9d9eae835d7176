/* Lets a reader filter the events of a page, and jump to a date. */

import { chosen, keep } from "./address.js";
import { button, choice, element, folding, labelled, say, told } from "./controls.js";

const ANY = ["", "any"];
const NAMES = ["actor", "side", "kind", "after", "before"];

const words = (text) => (text ? text.split(" ") : []);

/* Everything is read once: five thousand events have to answer at each change. */
function eventsOf(months) {
  return months.flatMap(({ section, year }) =>
    [...section.querySelectorAll(".b-event[data-day]")].map((item) => ({
      item,
      section,
      year,
      day: item.dataset.day,
      number: Number(item.dataset.day.slice(0, 4)),
      actor: words(item.dataset.actors),
      side: words(item.dataset.sides),
      kind: words(item.dataset.kinds),
    })),
  );
}

function fits(event, state) {
  return (
    (!state.actor || event.actor.includes(state.actor)) &&
    (!state.side || event.side.includes(state.side)) &&
    (!state.kind || event.kind.includes(state.kind)) &&
    (!state.after || event.number >= Number(state.after)) &&
    (!state.before || event.number <= Number(state.before))
  );
}

function nearest(events, day) {
  const at = Date.parse(day);
  const away = (event) => Math.abs(Date.parse(event.day) - at);
  return events.reduce((best, event) => (best && away(best) <= away(event) ? best : event), null);
}

function start(place, choices, events) {
  const years = [...new Set(events.map((event) => event.number))].sort((a, b) => a - b);
  const state = chosen(NAMES);
  const asked = chosen(["at"]).at;
  const selects = {
    actor: choice("actor", [ANY, ...choices.actors]),
    side: choice("side", [ANY, ...choices.sides]),
    kind: choice("kind", [ANY, ...choices.kinds]),
  };
  const labels = {
    actor: "Actor",
    side: "Side takes part",
    kind: "Kind",
    after: "From year",
    before: "To year",
  };
  const several = years.length > 1;
  if (several) {
    selects.after = choice("after", [ANY, ...years.map((year) => [year, year])]);
    selects.before = choice("before", [ANY, ...years.map((year) => [year, year])]);
  }
  for (const name of NAMES) {
    const select = selects[name];
    if (select) select.value = state[name];
    // An address may hold what no control offers: then nothing is chosen.
    if (!select || select.selectedIndex < 0) state[name] = "";
    if (select) select.value = state[name];
  }
  const count = told();
  const empty = element(
    "p",
    { class: "b-empty", hidden: true },
    "No event fits all of this. Take a filter away to see more.",
  );
  const [first, last] = [choices.years[0], choices.years.at(-1)].map((year) =>
    String(year).padStart(4, "0"),
  );
  const date = element("input", {
    type: "date",
    name: "at",
    min: `${first}-01-01`,
    max: `${last}-12-31`,
  });
  const neighbours = [...document.querySelectorAll(".b-neighbours a[rel]")];

  function apply() {
    const full = new Set();
    let shown = 0;
    for (const event of events) {
      const fit = fits(event, state);
      if (event.item.hidden === fit) event.item.hidden = !fit;
      if (!fit) continue;
      shown += 1;
      full.add(event.section).add(event.year);
    }
    for (const one of new Set(events.flatMap(({ section, year }) => [section, year]))) {
      if (one) one.hidden = !full.has(one);
    }
    say(count, `${shown} of ${events.length} events shown.`);
    empty.hidden = shown > 0;
    keep({ ...state, at: "" });
    for (const link of neighbours) {
      const to = new URL(link.href);
      for (const name of NAMES) {
        if (state[name]) to.searchParams.set(name, state[name]);
        else to.searchParams.delete(name);
      }
      link.href = to.href;
    }
  }

  /* Where each year has a page of its own, the nearest entry may be on another. */
  function elsewhere(day) {
    const year = Number(day.slice(0, 4));
    const there = choices.years.reduce((best, one) =>
      Math.abs(one - year) < Math.abs(best - year) ? one : best,
    );
    return years.includes(there) ? null : there;
  }

  function jump(day) {
    const year = elsewhere(day);
    if (year !== null) {
      const page = new URL(`../${year}/`, location.href);
      page.search = new URLSearchParams([
        ...Object.entries(state).filter(([, value]) => value),
        ["at", day],
      ]);
      location.assign(page);
      return;
    }
    const event = nearest(
      events.filter(({ item }) => !item.hidden),
      day,
    );
    if (!event) return;
    history.replaceState(history.state, "", `${location.search}#${event.item.id}`);
    event.item.tabIndex = -1;
    event.item.focus({ preventScroll: true });
    // Twice: what lies between takes its height only when it comes into sight.
    event.item.scrollIntoView();
    requestAnimationFrame(() => event.item.scrollIntoView());
  }

  for (const [name, select] of Object.entries(selects)) {
    select.addEventListener("change", () => {
      state[name] = select.value;
      apply();
    });
  }
  const go = () => date.value && jump(date.value);
  date.addEventListener("keydown", (event) => event.key === "Enter" && go());
  const reset = button("Reset", () => {
    for (const [name, select] of Object.entries(selects)) state[name] = select.value = "";
    apply();
  });
  place.append(
    folding(
      "Filter and jump",
      NAMES.some((name) => state[name]),
      ...Object.entries(selects).map(([name, select]) => labelled(labels[name], select)),
      labelled("Jump to", date),
      element("div", { class: "b-control b-control--row" }, button("Jump", go)),
    ),
    element("div", { class: "b-tools__foot" }, count, reset),
    empty,
  );
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Tools for the chronology");
  apply();
  if (asked) jump(asked);
}

const place = document.querySelector('[data-tools="chronology"]');
const script = document.querySelector('script[data-for="chronology"]');
if (place && script) {
  const months = [...document.querySelectorAll(".b-month")].map((section) => ({
    section,
    year: section.closest(".b-year"),
  }));
  start(place, JSON.parse(script.textContent), eventsOf(months));
}
