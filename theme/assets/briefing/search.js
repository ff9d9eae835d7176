/* Opens the search dialog, and searches Pagefind's index of this site. */

const ROOT = new URL("../../", import.meta.url);
// Milliseconds to wait after a keystroke: the answer to half a word is large and of no use. One or
// two letters are more often the beginning of a word than a word.
const PAUSE = 300;
const LONG_PAUSE = 900;
const PAGE_SIZE = 10;
const MOST_VALUES = 50;
/* As in pages/parts/search_metadata.py. */
const GUIDE = "Guide for writers";
const FACETS = {
  kind: "Kind",
  actor: "Actor",
  conflict: "Conflict",
  side: "Side",
  year: "Year",
};
// These words are on every page: they narrow nothing down, and their parts of the index are the largest.
const STOP_WORDS = new Set(
  "a an and are as at be by for from had has have in is it its of on or that the to was were with".split(
    " ",
  ),
);
const UNSPACED_NOTE =
  "In texts without spaces, only the beginning of a phrase is found; names are found by any part.";
const FROM_A_FILE =
  "The search needs a web server: a browser lets no page that was opened as a file read the index. " +
  "Everything can be found through the sections of the site.";
const UNAVAILABLE =
  "The search index of this site cannot be read. If the site is still being built, try again in a moment. " +
  "You can also find everything through the sections of the site.";

// Only the preview's server adds this mark to the index: the pages have changed since.
const BEHIND = "These results are from before the last change; the preview makes new ones.";

/* --- elements ------------------------------------------------------------------ */

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/* Turns the <mark> elements of an excerpt into elements; any other HTML stays text. */
function excerpt(html) {
  const paragraph = element("p", { class: "b-search__excerpt", dir: "auto" });
  for (const part of html.split(/(<mark>.*?<\/mark>)/s)) {
    const match = /^<mark>(.*)<\/mark>$/s.exec(part);
    const text = (match ? match[1] : part)
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    paragraph.append(match ? element("mark", {}, text) : text);
  }
  return paragraph;
}

const addressOf = (page) => new URL(page.raw_url.replace(/^\/+/, ""), ROOT).href;

function row(address, title, about, ...more) {
  return element(
    "li",
    {},
    element("a", { class: "b-search__link", href: address, dir: "auto" }, title),
    element("p", { class: "b-search__about" }, about),
    ...more,
  );
}

function resultRow(page) {
  const about = [page.meta.kind, page.meta.date].filter(Boolean).join(" · ");
  const address = addressOf(page);
  return row(address, page.meta.title ?? address, about, excerpt(page.excerpt));
}

const answerRow = ({ title, about, address }) => row(new URL(address, ROOT).href, title, about);

/* Readers look for what the briefing says; what explains how to write it comes last. */
function resultRows(pages) {
  const isGuide = (page) => page.meta.kind === GUIDE;
  const sorted = [...pages].sort((one, other) => isGuide(one) - isGuide(other));
  return sorted.map(resultRow);
}

/* --- the index ------------------------------------------------------------------------ */

let loading;
let attempts = 0;

async function load() {
  // A browser remembers that a module was missing; under another address it asks again.
  const query = attempts ? `?${attempts}` : "";
  attempts += 1;
  const pagefind = await import(new URL(`pagefind/pagefind.js${query}`, ROOT).href);
  await pagefind.options({
    basePath: new URL("pagefind/", ROOT).pathname,
    baseUrl: "/",
    excerptLength: 24,
    noWorker: true,
  });
  await pagefind.init();
  return pagefind;
}

/* Calls a function with the index. If that fails, the next call loads the index again. */
async function withIndex(use) {
  try {
    loading ??= load();
    return await use(await loading);
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/* The names of actors and conflicts; the search works without them, too. */
let naming;

async function namesOf() {
  try {
    naming ??= Promise.all([
      import("./answers.js"),
      fetch(new URL("search/names.json", ROOT)).then((answer) => answer.json()),
    ]).then(([{ Answers, isUnspaced }, names]) => ({ answers: new Answers(names), isUnspaced }));
    return await naming;
  } catch {
    naming = undefined;
    return null;
  }
}

/* The words to search for: without stop words, unless there are only these or a quoted phrase. */
function searchTerms(text) {
  const words = text.trim().split(/\s+/);
  const significant = words.filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return (text.includes('"') || significant.length === 0 ? words : significant).join(" ");
}

/* --- the dialog ----------------------------------------------------------------------- */

class SearchDialog {
  constructor() {
    // Counts searches, so that a late answer to an earlier one is dropped.
    this.turn = 0;
    this.results = [];
    this.field = element("input", {
      class: "b-search__field",
      // Not "search": there, Esc empties the field first, and only then closes the dialog.
      type: "text",
      inputmode: "search",
      id: "b-search-field",
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      placeholder: "An actor, a place, a word",
    });
    this.status = element("p", { class: "b-search__status", role: "status" });
    this.list = element("ol", { class: "b-search__list" });
    this.more = element("button", { class: "b-search__more", type: "button" }, "Show more");
    this.selects = Object.fromEntries(
      Object.keys(FACETS).map((facet) => [facet, element("select", { id: `b-search-${facet}` })]),
    );
    this.narrow = element(
      "details",
      { class: "b-search__narrow" },
      element("summary", {}, "Narrow it down"),
      element(
        "div",
        { class: "b-search__facets" },
        ...Object.entries(FACETS).map(([facet, name]) =>
          element(
            "div",
            {},
            element("label", { for: `b-search-${facet}` }, name),
            this.selects[facet],
          ),
        ),
      ),
    );
    const close = element("button", { class: "b-search__close", type: "button" }, "Close");
    this.form = element(
      "form",
      { class: "b-search__form", role: "search" },
      element("label", { class: "b-search__label", for: "b-search-field" }, "Search this briefing"),
      element("div", { class: "b-search__row" }, this.field, close),
    );
    this.dialog = element(
      "dialog",
      { class: "b-search", "aria-label": "Search" },
      this.form,
      this.narrow,
      this.status,
      element("div", { class: "b-search__results" }, this.list, this.more),
      element(
        "p",
        { class: "b-search__keys" },
        ...["↑", "↓"].map((key) => element("kbd", {}, key)),
        " move, ",
        element("kbd", {}, "Enter"),
        " opens, ",
        element("kbd", {}, "Esc"),
        " closes",
      ),
    );
    document.body.append(this.dialog);

    this.field.addEventListener("input", () => this.searchSoon());
    this.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      // The list may still show the answer to what was typed before.
      await this.search();
      this.list.querySelector("a")?.click();
    });
    close.addEventListener("click", () => this.dialog.close());
    this.more.addEventListener("click", () => this.showMore().catch(() => this.showFailure()));
    this.narrow.addEventListener("toggle", () => this.narrow.open && this.search());
    for (const select of Object.values(this.selects)) {
      select.addEventListener("change", () => this.search());
    }
    this.dialog.addEventListener("keydown", (event) => this.moveFocus(event));
    this.dialog.addEventListener("click", (event) => {
      // A click on the backdrop, or on a link that leaves the page.
      if (event.target === this.dialog || event.target.closest("a")) this.dialog.close();
    });
    this.search();
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.field.focus();
    this.field.select();
    withIndex((pagefind) => pagefind.init()).catch(() => this.showFailure());
  }

  showFailure() {
    this.show([], location.protocol === "file:" ? FROM_A_FILE : UNAVAILABLE);
  }

  searchSoon() {
    clearTimeout(this.timer);
    const last = this.field.value.split(/\s+/).at(-1);
    const isShort = /^[a-z]{1,2}$/i.test(last);
    this.timer = setTimeout(() => this.search(), isShort ? LONG_PAUSE : PAUSE);
  }

  chosenFilters() {
    return Object.fromEntries(
      Object.entries(this.selects)
        .filter(([, select]) => select.value)
        .map(([facet, select]) => [facet, select.value]),
    );
  }

  async search() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const text = this.field.value.trim();
    const filters = this.chosenFilters();
    const idle = !text && Object.keys(filters).length === 0;
    if (idle) this.show([], "Type to search all articles, actors and conflicts.");
    if (idle && !this.narrow.open) return;
    if (!idle) this.status.textContent = "Searching…";
    try {
      await withIndex(async (pagefind) => {
        const names = await namesOf();
        const isNarrowed = Object.keys(filters).length > 0;
        const {
          answers,
          words: meant,
          isSlip,
        } = names && !isNarrowed ? names.answers.find(text) : { answers: [] };
        const words = meant ?? (searchTerms(text) || null);
        // Load the facets only when they are open: they are the larger part of the index.
        if (this.narrow.open) await pagefind.filters();
        const found = await pagefind.search(words, { filters });
        if (turn !== this.turn) return;
        if (!idle) {
          const first = await Promise.all(
            found.results.slice(0, PAGE_SIZE).map((one) => one.data()),
          );
          if (turn !== this.turn) return;
          const count = Math.max(found.results.length, answers.length);
          const notes = [
            ...(isSlip ? [`No name is spelled like that; shown is “${meant}”.`] : []),
            ...(names?.isUnspaced(text) ? [UNSPACED_NOTE] : []),
            ...(pagefind.isBehind ? [BEHIND] : []),
          ];
          const message = [this.summary(count, text), ...notes].join(" ");
          this.show(found.results, message, first, answers);
        }
        if (this.narrow.open) await this.countValues(pagefind, words, filters, found.filters, turn);
      });
    } catch {
      if (turn === this.turn) this.showFailure();
    }
  }

  summary(count, text) {
    const query = text ? ` for “${text}”` : "";
    if (count === 0) return `Nothing found${query}. Try fewer words, or another spelling.`;
    return `${count} ${count === 1 ? "page" : "pages"}${query}`;
  }

  show(results, message, pages = [], answers = []) {
    this.results = results;
    this.shown = pages.length;
    // Where an answer leads to a page, its own entry would say the same again.
    const answered = new Set(answers.map((one) => new URL(one.address, ROOT).href.split("#")[0]));
    const others = pages.filter((page) => !answered.has(addressOf(page)));
    this.list.replaceChildren(...answers.map(answerRow), ...resultRows(others));
    this.list.parentElement.scrollTop = 0;
    this.more.hidden = pages.length >= results.length;
    this.status.textContent = message;
  }

  async showMore() {
    const { turn, results } = this;
    const from = this.shown;
    const pages = await Promise.all(results.slice(from, from + PAGE_SIZE).map((one) => one.data()));
    if (turn !== this.turn || this.shown !== from) return;
    const rows = resultRows(pages);
    this.list.append(...rows);
    this.shown += pages.length;
    this.more.hidden = this.shown >= results.length;
    rows[0]?.querySelector("a").focus();
  }

  /* Lists the values of each facet, with the number of pages that choosing one would find. */
  async countValues(pagefind, words, filters, counted, turn) {
    const counts = { ...counted };
    for (const facet of Object.keys(filters)) {
      const { [facet]: _, ...others } = filters;
      counts[facet] = (await pagefind.search(words, { filters: others })).filters[facet];
    }
    if (turn !== this.turn) return;
    for (const [facet, select] of Object.entries(this.selects)) {
      const chosen = select.value;
      const values = Object.entries(counts[facet] ?? {}).filter(
        ([value, count]) => count > 0 || value === chosen,
      );
      values.sort(
        facet === "year"
          ? ([one], [other]) => other.localeCompare(one)
          : ([one, few], [other, many]) => many - few || one.localeCompare(other),
      );
      const listed = values.filter(([value], index) => index < MOST_VALUES || value === chosen);
      select.replaceChildren(
        new Option("Any", ""),
        ...listed.map(([value, count]) => new Option(`${value} (${count})`, value)),
      );
      select.value = chosen;
      select.disabled = listed.length === 0;
    }
  }

  moveFocus(event) {
    const links = [...this.list.querySelectorAll("a")];
    const index = links.indexOf(document.activeElement);
    const isOnList = index >= 0 || document.activeElement === this.field;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!isOnList || !step || links.length === 0) return;
    const next = index + step;
    if (next < -1) return;
    event.preventDefault();
    (next === -1
      ? this.field
      : (links[next] ?? (this.more.hidden ? links.at(-1) : this.more))
    ).focus();
  }
}

/* --- opening ---------------------------------------------------------------------- */

let dialog;

function open() {
  dialog ??= new SearchDialog();
  dialog.open();
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-search-open]")) open();
});
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!(k && !event.shiftKey) && !(slash && !isTyping(event.target))) return;
  if (document.querySelector("dialog[open]:not(.b-search)")) return;
  event.preventDefault();
  open();
});
