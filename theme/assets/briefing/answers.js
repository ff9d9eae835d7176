/* Answers a search with the actors, conflicts and tables that it names, before any text is searched. */

import { distance, folded } from "./faults.js";

const MOST_ANSWERS = 5;
// Shorter words have too many neighbours: "Mali" and "Bali".
const SHORTEST_MISSPELLED = 5;
const SHORTEST_BEGINNING = 3;
// How well a word fits, the best first.
const [SAME, BEGINNING, SLIP] = [0, 1, 2];
// Who asks with one of these wants to know who stands with whom.
const ABOUT_BACKING = new Set(
  "against ally allies back backed backer backers backing backs behind side sides support supported supporter supporters supporting supports".split(
    " ",
  ),
);
const FILLERS = new Set(
  "a an and are by did do does for in is of on the to was were what which who whom whose with".split(
    " ",
  ),
);
// In these scripts no space parts the words.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{Letter}\p{Mark}\p{Number}]+/u;

export const isUnspaced = (text) => UNSPACED.test(text);

const wordsOf = (text) => folded(text).split(NEITHER_LETTER_NOR_DIGIT).filter(Boolean);

/* How a word of the question fits a word of a name, or null. */
function fit(asked, word) {
  if (asked === word) return SAME;
  if (UNSPACED.test(asked) && word.includes(asked)) return BEGINNING;
  if (asked.length >= SHORTEST_BEGINNING && word.startsWith(asked)) return BEGINNING;
  const mayBeSlip =
    Math.min(asked.length, word.length) >= SHORTEST_MISSPELLED &&
    Math.abs(asked.length - word.length) <= 1;
  return mayBeSlip && distance(asked, word) === 1 ? SLIP : null;
}

/* How all asked words fit one name: how well, and what they should have been. Null if one does not. */
function fitName(asked, words) {
  const fits = asked.map((one) =>
    words
      .map((word) => ({ how: fit(one, word), word }))
      .filter(({ how }) => how !== null)
      .reduce((best, other) => (best && best.how <= other.how ? best : other), null),
  );
  if (fits.includes(null)) return null;
  return {
    how: Math.max(...fits.map(({ how }) => how)),
    missing: words.length - asked.length,
    meant: fits.map(({ how, word }, at) => (how === SLIP ? word : asked[at])),
  };
}

const NOTHING = { answers: [], words: null, isSlip: false };

const order = (one, other) => one.how - other.how || one.missing - other.missing;

export class Answers {
  /** Takes what `search/names.json` holds; pages/parts/search_names.py writes it. */
  constructor({ actors, conflicts }) {
    this.conflicts = conflicts.map(([address, title, table]) => ({ address, title, table }));
    const known = [
      ...actors.map(([address, kind, names, numbers, isBacked]) => ({
        title: names[0],
        about: kind,
        address,
        names,
        conflicts: numbers.map((number) => this.conflicts[number]),
        isBacked: Boolean(isBacked),
      })),
      ...this.conflicts.map((one) => ({
        title: one.title,
        about: "Conflict",
        address: one.address,
        names: [one.title],
        conflicts: [one],
        isBacked: false,
      })),
    ];
    this.known = known.map((one) => ({ ...one, words: one.names.map(wordsOf) }));
  }

  /** The pages that a question names, the words to search texts for if not those of the question,
   * and whether these correct a slip. */
  find(question) {
    const words = wordsOf(question).filter((word) => !FILLERS.has(word));
    const asked = words.filter((word) => !ABOUT_BACKING.has(word));
    // "Rapid Support Forces" is a name, although "support" alone asks for who stands with whom.
    const named = this.fitting(words);
    const asksForBacking = asked.length < words.length && named.length === 0;
    if (asked.length === 0 && named.length === 0) {
      return { ...NOTHING, answers: asksForBacking ? this.tables(this.conflicts) : [] };
    }
    const fitting = asksForBacking ? this.fitting(asked) : named;
    if (fitting.length === 0) return NOTHING;
    const { meant, how } = fitting[0].best;
    return {
      answers: fitting
        .flatMap(({ one }) => this.pagesOf(one, asksForBacking))
        .filter((page, at, all) => all.findIndex((other) => other.address === page.address) === at)
        .slice(0, MOST_ANSWERS),
      words: asksForBacking || how === SLIP ? meant.join(" ") : null,
      isSlip: how === SLIP,
    };
  }

  /* What all words fit, the best first; slips only where nothing fits as it is written. */
  fitting(asked) {
    if (asked.length === 0) return [];
    const all = this.known
      .map((one) => ({ one, best: bestFit(asked, one.words) }))
      .filter(({ best }) => best !== null)
      .sort((one, other) => order(one.best, other.best));
    return all.filter(({ best }) => best.how !== SLIP || all[0].best.how === SLIP);
  }

  pagesOf({ title, about, address, conflicts, isBacked }, asksForBacking) {
    const own = { title, about, address };
    if (!asksForBacking) return [own];
    const tables = this.tables(conflicts);
    return isBacked
      ? [{ title: `Who stands with ${title}`, about, address: `${address}#_backers` }, ...tables]
      : [...tables, own];
  }

  tables(conflicts) {
    return conflicts.map((one) => ({
      title: `Who backs whom: ${one.title}`,
      about: "Table",
      address: one.table,
    }));
  }
}

function bestFit(asked, names) {
  const fits = names.map((words) => fitName(asked, words)).filter(Boolean);
  return fits.reduce((best, other) => (best && order(best, other) <= 0 ? best : other), null);
}
