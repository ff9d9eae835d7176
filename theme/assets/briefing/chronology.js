/* Filters the events of a chronology, orders them, counts them, and jumps to a date.

   What an event can be filtered by is in the page, or in a file where the events are on several
   pages. That file is loaded when a reader opens the tools, or follows a link with a filter. */

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
const FILTERS = ["actor", "side", "kind", "place", "deaths", "after", "before"];
const LEAST_DEADLY = { killed: 1, civilians: 2 };

const number = (count) => count.toLocaleString("en");
const isWithin = (key, part) => !part || key === part || key.startsWith(`${part}-`);
/* The day in a key, for reckoning: `00` stands for a month or a day that is not known. */
const dayOf = (key) => Date.parse(key.replaceAll("-00", "-01").padStart(10, "0"));

/* The events of all pages, with the page of each. */
function eventsOf(facets) {
  const pages = new Map(facets.pages);
  const named = (list, positions) => positions.map((position) => list[position][0]);
  return facets.events.map(([id, key, actors, sides, kinds, places, deadliness]) => {
    const parts = key.split("-");
    const starts = ["", parts[0], parts.slice(0, 2).join("-"), key];
    return {
      id,
      key,
      year: Number(parts[0]),
      actor: named(facets.actors, actors),
      side: named(facets.sides, sides),
      kind: named(facets.kinds, kinds),
      place: places.map((position) => facets.places[position].toLowerCase()),
      deadliness,
      page: pages.get(starts.find((one) => pages.has(one))),
    };
  });
}

function matches(event, state) {
  const place = state.place.trim().toLowerCase();
  return (
    (!state.actor || event.actor.includes(state.actor)) &&
    (!state.side || event.side.includes(state.side)) &&
    (!state.kind || event.kind.includes(state.kind)) &&
    (!place || event.place.some((one) => one.includes(place))) &&
    (!state.deaths || event.deadliness >= LEAST_DEADLY[state.deaths]) &&
    (!state.after || event.year >= Number(state.after)) &&
    (!state.before || event.year <= Number(state.before))
  );
}

function nearest(events, day) {
  const time = Date.parse(day);
  const distance = (event) => Math.abs(dayOf(event.key) - time);
  return events.reduce(
    (best, event) => (best && distance(best) <= distance(event) ? best : event),
    null,
  );
}

/* The address with what is chosen; what is not chosen is left out. */
function withState(address, state) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(state)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

/* A link to another page takes along what is chosen; one on this page has it already. */
const carrying = (href, state) => (href.startsWith("#") ? href : withState(href, state));

// The table

/* The cells of a line of a CSV table; in the tables of a briefing a line is a record. */
function cellsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

/* The lines of the table of all events that are about some of them, just as they are. */
function linesAbout(table, ids) {
  const [head, ...lines] = table.split("\n");
  const column = cellsOf(head).indexOf("event");
  return `${[head, ...lines.filter((line) => ids.has(cellsOf(line)[column]))].join("\n")}\n`;
}

/* Begins with the byte order mark of the table, which fetch() has taken off: Excel needs it. */
function save(text, name) {
  const file = new Blob(["\ufeff", text], { type: "text/csv" });
  const link = element("a", { href: URL.createObjectURL(file) });
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The page

/* Leaves in the strip only the bars of events that are shown, each as high as their number. */
class Strip {
  constructor() {
    this.bars = [...document.querySelectorAll("a[data-bar]")].map((link) => {
      const bar = link.querySelector(".b-pic-count");
      return {
        link,
        bar,
        figure: link.querySelector(".b-pic-figure"),
        title: link.querySelector("title"),
        words: link.querySelector("title").textContent,
        href: link.getAttribute("href"),
        count: Number(link.querySelector(".b-pic-figure")?.textContent ?? 0),
        height: Number(bar?.getAttribute("height") ?? 0),
        top: Number(bar?.getAttribute("y") ?? 0),
      };
    });
    this.figure = this.bars[0]?.link.closest("figure");
  }

  show(events, all, state) {
    if (!this.figure) return;
    const isFiltered = events.length < all.length;
    // What is said of the dead and in words is said of all events.
    this.figure.classList.toggle("b-figure--filtered", isFiltered);
    for (const one of this.bars) {
      const part = one.link.dataset.bar;
      const count = isFiltered ? events.filter(({ key }) => isWithin(key, part)).length : one.count;
      one.link.classList.toggle("b-pic-bar-link--empty", isFiltered && count === 0);
      if (isFiltered && count === 0) one.link.removeAttribute("href");
      else one.link.setAttribute("href", carrying(one.href, state));
      if (isFiltered) {
        const name = one.words.slice(0, one.words.indexOf(":"));
        one.title.textContent = `${name}: ${number(count)} of ${number(one.count)} events`;
      } else one.title.textContent = one.words;
      if (!one.bar) continue;
      const height = isFiltered ? (one.height * count) / one.count : one.height;
      one.figure.textContent = count;
      one.bar.setAttribute("height", height);
      one.bar.setAttribute("y", one.top + one.height - height);
      one.figure.setAttribute("y", one.top + one.height - height - 4);
    }
  }
}

/* Turns elements that follow one another round. */
function reverse(elements) {
  const end = elements.at(-1)?.nextSibling ?? null;
  for (const one of elements.reverse()) one.parentNode.insertBefore(one, end);
}

/* Elements by the one they are in. */
function siblings(elements) {
  const groups = new Map();
  for (const one of elements)
    groups.set(one.parentNode, [...(groups.get(one.parentNode) ?? []), one]);
  return [...groups.values()];
}

class List {
  constructor() {
    this.items = new Map(
      [...document.querySelectorAll(".b-event[id]")].map((item) => [item.id, item]),
    );
    this.groups = [...document.querySelectorAll(".b-month, .b-year")];
    this.parts = [...document.querySelectorAll("[data-part]")].map((item) => ({
      item,
      count: item.querySelector(":scope > .b-by"),
      link: item.matches("a") ? item : item.querySelector(":scope > a"),
    }));
    for (const part of this.parts) part.href = part.link.getAttribute("href");
    this.skip = document.querySelector(".md-skip");
    this.start = this.skip?.getAttribute("href");
    this.isNewestFirst = false;
  }

  /* The contents beside the page, as far as they are about years and months. */
  get contents() {
    return [...document.querySelectorAll('.md-nav a[href^="#_"]')]
      .map((link) => [link.closest("li"), document.getElementById(link.hash.slice(1))])
      .filter(([item, heading]) => item && heading?.closest(".b-year, .b-month, .b-stretches"));
  }

  show(events, state) {
    const shown = new Set(events.map(({ id }) => id));
    for (const [id, item] of this.items) item.hidden = !shown.has(id);
    for (const group of this.groups) group.hidden = !group.querySelector(".b-event:not([hidden])");
    for (const { item, count, link, href } of this.parts) {
      const found = events.filter(({ key }) => isWithin(key, item.dataset.part)).length;
      // The way back to all years stays, even if no event fits.
      item.hidden = found === 0 && item.dataset.part !== "";
      if (count) count.textContent = `${number(found)} event${found === 1 ? "" : "s"}`;
      link.setAttribute("href", carrying(href, state));
    }
    for (const [item, heading] of this.contents) item.hidden = Boolean(heading.closest("[hidden]"));
    // The link that skips the masthead leads to the first heading.
    const isGone = Boolean(this.start && document.querySelector(this.start)?.closest("[hidden]"));
    this.skip?.setAttribute("href", isGone ? "#__content" : this.start);
    if (document.getElementById(location.hash.slice(1))?.closest("[hidden]")) {
      history.replaceState(history.state, "", location.pathname + location.search);
    }
  }

  order(isNewestFirst) {
    if (isNewestFirst === this.isNewestFirst) return;
    this.isNewestFirst = isNewestFirst;
    const lists = [
      ...siblings(document.querySelectorAll(".b-year")),
      ...siblings(document.querySelectorAll(".b-month")),
      ...siblings(document.querySelectorAll(".b-event[id]")),
      ...siblings(document.querySelectorAll(".b-stretches li")),
      ...siblings(this.contents.map(([item]) => item)),
    ];
    for (const list of lists) reverse(list);
  }
}

function controlsFor(facets, events) {
  const years = [...new Set(events.map(({ year }) => year))].sort((a, b) => a - b);
  const places = element(
    "datalist",
    { id: "_tool-places" },
    ...facets.places.map((place) => element("option", { value: place })),
  );
  const selects = {
    actor: selectControl("actor", [ANY, ...facets.actors]),
    side: selectControl("side", [ANY, ...facets.sides]),
    kind: selectControl("kind", [ANY, ...facets.kinds]),
    deaths: selectControl("deaths", [
      ["", "with or without"],
      ["killed", "with deaths"],
      ["civilians", "of civilians"],
    ]),
    place: element("input", { type: "search", name: "place", list: places.id, maxlength: 80 }),
  };
  if (years.length > 1) {
    selects.after = selectControl("after", [ANY, ...years.map((year) => [year, year])]);
    selects.before = selectControl("before", [ANY, ...years.map((year) => [year, year])]);
  }
  selects.order = selectControl("order", [
    ["", "oldest first"],
    ["newest", "newest first"],
  ]);
  return { selects, places, years };
}

const LABELS = {
  actor: "Actor",
  side: "Side takes part",
  kind: "Kind",
  deaths: "Deaths",
  place: "Place",
  after: "From year",
  before: "To year",
  order: "Order",
};

function start(container, config, facets, isOpened) {
  const base = `${script.dataset.base}/`;
  const all = eventsOf(facets);
  const here = all.filter(({ key }) => isWithin(key, config.part));
  const { selects, places, years } = controlsFor(facets, all);
  const names = Object.keys(LABELS);
  const state = readState(names);
  const requestedDay = readState(["at"]).at;
  for (const name of names) {
    const control = selects[name];
    if (control) control.value = state[name];
    // Ignore a value in the address that the control does not offer.
    if (!control || control.selectedIndex < 0) state[name] = "";
    if (control) control.value = state[name];
  }
  const list = new List();
  const strip = new Strip();
  const count = liveRegion();
  const elsewhere = element("a", { hidden: true });
  const empty = element(
    "p",
    { class: "b-empty", hidden: true },
    "No event fits all of this. Remove a filter to see more.",
  );
  const limit = (year) => String(year).padStart(4, "0");
  const date = element("input", {
    type: "date",
    name: "at",
    min: `${limit(years[0])}-01-01`,
    max: `${limit(years.at(-1))}-12-31`,
  });
  const fitting = () => all.filter((event) => matches(event, state));
  const shown = () => here.filter((event) => matches(event, state));

  function apply() {
    const fits = fitting();
    const found = shown();
    list.show(fits, state);
    list.order(state.order === "newest");
    strip.show(found, here, state);
    announce(
      count,
      `${number(found.length)} of ${number(here.length)} events ${list.items.size ? "shown" : "fit"}.`,
    );
    elsewhere.hidden = !config.part || fits.length === found.length || fits.length === all.length;
    elsewhere.textContent = `${number(fits.length)} in the whole chronology`;
    elsewhere.href = withState(`${base}chronology/`, state);
    empty.hidden = found.length > 0;
    download.hidden = found.length === 0;
    saveState({ ...state, at: "" });
  }

  function jump(day) {
    const event = nearest(fitting(), day);
    if (!event) return;
    const item = list.items.get(event.id);
    if (!item) {
      location.assign(`${withState(base + event.page, state)}#${event.id}`);
      return;
    }
    history.replaceState(history.state, "", `${location.search}#${event.id}`);
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView();
  }

  const download = button("Download as CSV", async () => {
    const ids = new Set(shown().map(({ id }) => id));
    try {
      const answer = await fetch(base + config.table);
      if (!answer.ok) throw new Error(answer.statusText);
      save(
        linesAbout(await answer.text(), ids),
        ids.size < all.length ? "events-shown.csv" : "events.csv",
      );
    } catch {
      announce(count, "The table could not be loaded.");
    }
  });

  for (const [name, control] of Object.entries(selects)) {
    control.addEventListener(name === "place" ? "input" : "change", () => {
      state[name] = control.value;
      apply();
    });
  }
  const jumpToDate = () => date.value && jump(date.value);
  date.addEventListener("keydown", (event) => event.key === "Enter" && jumpToDate());
  const reset = button("Reset", () => {
    for (const [name, control] of Object.entries(selects)) state[name] = control.value = "";
    apply();
  });
  const panel = foldingPanel(
    "Filter, order and jump",
    isOpened || FILTERS.some((name) => state[name]),
    ...Object.entries(selects).map(([name, control]) => labelledControl(LABELS[name], control)),
    labelledControl("Jump to", date),
    element("div", { class: "b-control b-control--row" }, button("Jump", jumpToDate)),
    places,
  );
  const told = element("div", { class: "b-tools__told" }, count, elsewhere);
  const foot = element("div", { class: "b-tools__foot" }, told, download, reset);
  container.replaceChildren(panel, foot, empty);
  apply();
  if (requestedDay) jump(requestedDay);
}

/* Where the events are on several pages: waits with the tools until a reader asks for them. */
function waitFor(container, config) {
  const told = liveRegion();
  const open = async () => {
    announce(told, "Loading what can be filtered…");
    try {
      const answer = await fetch(`${script.dataset.base}/${config.file}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const facets = await answer.json();
      // An event may have stood on this page before the chronology was split further.
      const id = location.hash.slice(1);
      const moved =
        id && !document.getElementById(id) && eventsOf(facets).find((one) => one.id === id);
      if (moved) location.replace(`${script.dataset.base}/${moved.page}${location.search}#${id}`);
      else start(container, config, facets, panel.open);
    } catch {
      announce(told, "The filters could not be loaded.");
    }
  };
  const panel = element("details", { class: "b-folding" });
  panel.append(element("summary", {}, "Filter, order and jump"), told);
  panel.addEventListener("toggle", open, { once: true });
  container.append(panel);
  const id = location.hash.slice(1);
  const isAsked = Object.values(readState([...Object.keys(LABELS), "at"])).some(Boolean);
  if (isAsked || (id && !document.getElementById(id))) panel.open = true;
}

const container = document.querySelector('[data-tools^="chronology"]');
const script = document.querySelector('script[data-for="chronology"]');
if (container && script) {
  const config = JSON.parse(script.textContent);
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", "Tools for the chronology");
  if (config.facets) start(container, config, config.facets, false);
  else waitFor(container, config);
}
