/* Opens the search, and looks up what is typed in Pagefind's index of this site. */

const ROOT = new URL("../../", import.meta.url);
// Milliseconds. Half a word has an answer of its own, which is long on the way and of no use; two
// letters more often begin a word than make one.
const PAUSE = 300;
const LONG_PAUSE = 900;
const ROWS = 10;
const VALUES = 50;
const FACETS = {
  kind: "Kind",
  actor: "Actor",
  conflict: "Conflict",
  side: "Side",
  year: "Year",
};
// They stand on every page: they find nothing, and their parts of the index are the largest.
const EVERYWHERE = new Set(
  "a an and are as at be by for from had has have in is it its of on or that the to was were with".split(
    " ",
  ),
);
const UNAVAILABLE =
  "The search index of this site cannot be read. It may still be in the making: try again in a moment. " +
  "Everything can also be reached from the sections of the site.";

/* --- making elements ------------------------------------------------------------------ */

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* Excerpts come as HTML with nothing in it but <mark>; whatever else it holds stays text. */
function excerpt(html) {
  const made = element("p", { class: "b-search__excerpt", dir: "auto" });
  for (const part of html.split(/(<mark>.*?<\/mark>)/s)) {
    const marked = /^<mark>(.*)<\/mark>$/s.exec(part);
    const text = (marked ? marked[1] : part)
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    made.append(marked ? element("mark", {}, text) : text);
  }
  return made;
}

function row(page) {
  const address = new URL(page.raw_url.replace(/^\/+/, ""), ROOT).href;
  const about = [page.meta.kind, page.meta.date].filter(Boolean).join(" · ");
  return element(
    "li",
    {},
    element(
      "a",
      { class: "b-search__link", href: address, dir: "auto" },
      page.meta.title ?? address,
    ),
    element("p", { class: "b-search__about" }, about),
    excerpt(page.excerpt),
  );
}

/* --- the index ------------------------------------------------------------------------ */

let engine;
let tries = 0;

async function load() {
  // A browser remembers that a module was not there: under another address it asks again.
  const again = tries ? `?${tries}` : "";
  tries += 1;
  const pagefind = await import(new URL(`pagefind/pagefind.js${again}`, ROOT).href);
  await pagefind.options({
    basePath: new URL("pagefind/", ROOT).pathname,
    baseUrl: "/",
    excerptLength: 24,
    noWorker: true,
  });
  await pagefind.init();
  return pagefind;
}

/* Does something with the index; an index that fails is fetched anew the next time. */
async function withIndex(act) {
  try {
    engine ??= load();
    return await act(await engine);
  } catch (error) {
    engine = undefined;
    throw error;
  }
}

function wanted(text) {
  const words = text.trim().split(/\s+/);
  const telling = words.filter((word) => !EVERYWHERE.has(word.toLowerCase()));
  return (text.includes('"') || telling.length === 0 ? words : telling).join(" ");
}

/* --- the dialog ----------------------------------------------------------------------- */

class Search {
  constructor() {
    this.turn = 0;
    this.found = [];
    this.field = element("input", {
      class: "b-search__field",
      // In a "search" field the first Esc empties it, and only the next one closes the dialog.
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

    this.field.addEventListener("input", () => this.later());
    this.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      // What is listed may be the answer to the word before.
      await this.search();
      this.list.querySelector("a")?.click();
    });
    close.addEventListener("click", () => this.dialog.close());
    this.more.addEventListener("click", () => this.showMore().catch(() => this.fail()));
    this.narrow.addEventListener("toggle", () => this.narrow.open && this.search());
    for (const select of Object.values(this.selects)) {
      select.addEventListener("change", () => this.search());
    }
    this.dialog.addEventListener("keydown", (event) => this.move(event));
    this.dialog.addEventListener("click", (event) => {
      // Beside the dialog, or on a way out of it.
      if (event.target === this.dialog || event.target.closest("a")) this.dialog.close();
    });
    this.search();
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.field.focus();
    this.field.select();
    withIndex((pagefind) => pagefind.init()).catch(() => this.fail());
  }

  fail() {
    this.show([], UNAVAILABLE);
  }

  later() {
    clearTimeout(this.timer);
    const last = this.field.value.split(/\s+/).at(-1);
    const begun = /^[a-z]{1,2}$/i.test(last);
    this.timer = setTimeout(() => this.search(), begun ? LONG_PAUSE : PAUSE);
  }

  chosen() {
    return Object.fromEntries(
      Object.entries(this.selects)
        .filter(([, select]) => select.value)
        .map(([facet, select]) => [facet, select.value]),
    );
  }

  async search() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const asked = this.field.value.trim();
    const filters = this.chosen();
    const idle = !asked && Object.keys(filters).length === 0;
    if (idle) this.show([], "Type to search all articles, actors and conflicts.");
    if (idle && !this.narrow.open) return;
    if (!idle) this.status.textContent = "Searching…";
    try {
      await withIndex(async (pagefind) => {
        const words = wanted(asked) || null;
        // The facets are the larger part of the index: they come when somebody wants them.
        if (this.narrow.open) await pagefind.filters();
        const found = await pagefind.search(words, { filters });
        if (turn !== this.turn) return;
        if (!idle) {
          const first = await Promise.all(found.results.slice(0, ROWS).map((one) => one.data()));
          if (turn !== this.turn) return;
          this.show(found.results, this.tell(found.results.length, asked), first);
        }
        if (this.narrow.open) await this.count(pagefind, words, filters, found.filters, turn);
      });
    } catch {
      if (turn === this.turn) this.fail();
    }
  }

  tell(count, asked) {
    const whereof = asked ? ` for “${asked}”` : "";
    if (count === 0) return `Nothing found${whereof}. Try fewer words, or another spelling.`;
    return `${count} ${count === 1 ? "page" : "pages"}${whereof}`;
  }

  show(results, message, pages = []) {
    this.found = results;
    this.list.replaceChildren(...pages.map(row));
    this.list.parentElement.scrollTop = 0;
    this.more.hidden = pages.length >= results.length;
    this.status.textContent = message;
  }

  async showMore() {
    const { turn, found } = this;
    const from = this.list.childElementCount;
    const pages = await Promise.all(found.slice(from, from + ROWS).map((one) => one.data()));
    if (turn !== this.turn || this.list.childElementCount !== from) return;
    this.list.append(...pages.map(row));
    this.more.hidden = this.list.childElementCount >= found.length;
    this.list.children[from]?.querySelector("a").focus();
  }

  /* The values of each facet with the number of pages there would be, were it chosen instead. */
  async count(pagefind, words, filters, counts, turn) {
    const without = { ...counts };
    for (const facet of Object.keys(filters)) {
      const { [facet]: _, ...others } = filters;
      without[facet] = (await pagefind.search(words, { filters: others })).filters[facet];
    }
    if (turn !== this.turn) return;
    for (const [facet, select] of Object.entries(this.selects)) {
      const chosen = select.value;
      const values = Object.entries(without[facet] ?? {}).filter(
        ([value, count]) => count > 0 || value === chosen,
      );
      values.sort(
        facet === "year"
          ? ([one], [other]) => other.localeCompare(one)
          : ([one, few], [other, many]) => many - few || one.localeCompare(other),
      );
      const listed = values.filter(([value], place) => place < VALUES || value === chosen);
      select.replaceChildren(
        new Option("Any", ""),
        ...listed.map(([value, count]) => new Option(`${value} (${count})`, value)),
      );
      select.value = chosen;
      select.disabled = listed.length === 0;
    }
  }

  move(event) {
    const links = [...this.list.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement);
    const here = place >= 0 || document.activeElement === this.field;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!here || !step || links.length === 0) return;
    const to = place + step;
    if (to < -1) return;
    event.preventDefault();
    (to === -1 ? this.field : (links[to] ?? (this.more.hidden ? links.at(-1) : this.more))).focus();
  }
}

/* --- the ways in ---------------------------------------------------------------------- */

let search;

function open() {
  search ??= new Search();
  search.open();
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
document.documentElement.classList.add("b-searchable");
