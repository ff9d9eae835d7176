/* Filters the events of a chronology, and jumps to a date. */

import { readState, saveState } from "./address.js";
import {
  announce,
  button,
  element,
  foldingPanel,
  labelledControl,
  liveRegion,
  selectControl,
} from "./controls.js";

const ANY = ["", "any"];
const FILTERS = ["actor", "side", "kind", "after", "before"];

const split = (text) => (text ? text.split(" ") : []);

/* Reads the page once, so that filters are fast with thousands of events. */
function eventsOf(months) {
  return months.flatMap(({ section, year }) =>
    [...section.querySelectorAll(".b-event[data-day]")].map((item) => ({
      item,
      section,
      year,
      day: item.dataset.day,
      yearNumber: Number(item.dataset.day.slice(0, 4)),
      actor: split(item.dataset.actors),
      side: split(item.dataset.sides),
      kind: split(item.dataset.kinds),
    })),
  );
}

function matches(event, state) {
  return (
    (!state.actor || event.actor.includes(state.actor)) &&
    (!state.side || event.side.includes(state.side)) &&
    (!state.kind || event.kind.includes(state.kind)) &&
    (!state.after || event.yearNumber >= Number(state.after)) &&
    (!state.before || event.yearNumber <= Number(state.before))
  );
}

function nearest(events, day) {
  const time = Date.parse(day);
  const distance = (event) => Math.abs(Date.parse(event.day) - time);
  return events.reduce(
    (best, event) => (best && distance(best) <= distance(event) ? best : event),
    null,
  );
}

function start(container, choices, events) {
  const years = [...new Set(events.map((event) => event.yearNumber))].sort((a, b) => a - b);
  const state = readState(FILTERS);
  const requestedDay = readState(["at"]).at;
  const selects = {
    actor: selectControl("actor", [ANY, ...choices.actors]),
    side: selectControl("side", [ANY, ...choices.sides]),
    kind: selectControl("kind", [ANY, ...choices.kinds]),
  };
  const labels = {
    actor: "Actor",
    side: "Side takes part",
    kind: "Kind",
    after: "From year",
    before: "To year",
  };
  if (years.length > 1) {
    selects.after = selectControl("after", [ANY, ...years.map((year) => [year, year])]);
    selects.before = selectControl("before", [ANY, ...years.map((year) => [year, year])]);
  }
  for (const name of FILTERS) {
    const select = selects[name];
    if (select) select.value = state[name];
    // Ignore a value in the address that the control does not offer.
    if (!select || select.selectedIndex < 0) state[name] = "";
    if (select) select.value = state[name];
  }
  const count = liveRegion();
  const empty = element(
    "p",
    { class: "b-empty", hidden: true },
    "No event fits all of this. Remove a filter to see more.",
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
    const nonEmpty = new Set();
    let shown = 0;
    for (const event of events) {
      const isShown = matches(event, state);
      if (event.item.hidden === isShown) event.item.hidden = !isShown;
      if (!isShown) continue;
      shown += 1;
      nonEmpty.add(event.section).add(event.year);
    }
    for (const group of new Set(events.flatMap(({ section, year }) => [section, year]))) {
      if (group) group.hidden = !nonEmpty.has(group);
    }
    announce(count, `${shown} of ${events.length} events shown.`);
    empty.hidden = shown > 0;
    saveState({ ...state, at: "" });
    for (const link of neighbours) {
      const address = new URL(link.href);
      for (const name of FILTERS) {
        if (state[name]) address.searchParams.set(name, state[name]);
        else address.searchParams.delete(name);
      }
      link.href = address.href;
    }
  }

  /* The year whose page has the nearest event; null if that is this page. */
  function otherYear(day) {
    const year = Number(day.slice(0, 4));
    const closest = choices.years.reduce((best, other) =>
      Math.abs(other - year) < Math.abs(best - year) ? other : best,
    );
    return years.includes(closest) ? null : closest;
  }

  function jump(day) {
    const year = otherYear(day);
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
    // Scroll twice: events in between get their height only when they come into view.
    event.item.scrollIntoView();
    requestAnimationFrame(() => event.item.scrollIntoView());
  }

  for (const [name, select] of Object.entries(selects)) {
    select.addEventListener("change", () => {
      state[name] = select.value;
      apply();
    });
  }
  const jumpToDate = () => date.value && jump(date.value);
  date.addEventListener("keydown", (event) => event.key === "Enter" && jumpToDate());
  const reset = button("Reset", () => {
    for (const [name, select] of Object.entries(selects)) state[name] = select.value = "";
    apply();
  });
  container.append(
    foldingPanel(
      "Filter and jump",
      FILTERS.some((name) => state[name]),
      ...Object.entries(selects).map(([name, select]) => labelledControl(labels[name], select)),
      labelledControl("Jump to", date),
      element("div", { class: "b-control b-control--row" }, button("Jump", jumpToDate)),
    ),
    element("div", { class: "b-tools__foot" }, count, reset),
    empty,
  );
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", "Tools for the chronology");
  apply();
  if (requestedDay) jump(requestedDay);
}

const container = document.querySelector('[data-tools="chronology"]');
const script = document.querySelector('script[data-for="chronology"]');
if (container && script) {
  const months = [...document.querySelectorAll(".b-month")].map((section) => ({
    section,
    year: section.closest(".b-year"),
  }));
  start(container, JSON.parse(script.textContent), eventsOf(months));
}
