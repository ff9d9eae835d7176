/* Puts where a backer stands into the words of pictures, as pictures/standing_words.py. */

import { filled } from "./signs.js";

/* How firm a claim is; nothing for one that is reported and not disputed. */
export function firmness({ status, disputed }) {
  return [...(status === "reported" ? [] : [status]), ...(disputed ? ["disputed"] : [])].join(", ");
}

/* The kinds of support, each with a remark if it is less firm; may be empty. */
function supportWords(held, { words, support }) {
  return support[held.support]
    .filter(([kind]) => kind !== "unspecified")
    .map(([kind, remark]) => words.support[kind] + (remark ? ` (${remark})` : ""))
    .join(", ");
}

/* How much, and by way of whom. */
function extentWords([amount, through], { words, actors }) {
  const names = through.map((who) => actors[who].name);
  const last = names.pop();
  const who = names.length ? `${names.join(", ")} and ${last}` : last;
  return [amount, last && filled(words.picture.route, { who })].filter(Boolean).join(", ");
}

function heldSentence(at, held, data) {
  const { words, sides, texts, actors } = data;
  const kinds = supportWords(held, data);
  const position = `${actors[at.by].name} ${words.phrase[held.stance]} ${sides[at.side].name}`;
  const deniers = held.denials.map(([who]) => (who === null ? words.unnamed : actors[who].name));
  const who = [...new Set(deniers)].join(" and ");
  const parts = [
    kinds ? `${position}: ${kinds}` : position,
    held.status === "reported" ? "" : held.status,
    ...held.extents.map((index) => extentWords(data.extents[index], data)),
    who && filled(words.picture.denied, { who }),
    texts[held.when],
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}

/* One sentence for each stance that holds, and one for what does not. */
export function sentences(at, data) {
  const found = at.held.map((held) => heldSentence(at, held, data));
  if (!at.held.length || at.ended.length || at.announced.length) {
    const subject = `${data.actors[at.by].name} towards ${data.sides[at.side].name}`;
    found.push(`${subject}: ${withoutPosition(at, data)}.`);
  }
  return found;
}

/* What does not hold: it ended, is announced, or was withdrawn. */
function withoutPosition({ ended, announced }, { words, texts }) {
  const doubted = (one) => {
    const firm = firmness(one);
    return words.stance[one.stance].toLowerCase() + (firm ? ` (${firm})` : "");
  };
  const parts = [
    ...ended.map((one) =>
      filled(words.picture.ended, { stance: doubted(one), until: texts[one.until] }),
    ),
    ...announced.map((one) =>
      filled(words.picture.announced, { stance: doubted(one), when: texts[one.when] }),
    ),
  ];
  return parts.join("; ") || words.picture.withdrawn;
}

/* The position below a backer's name; `isOwn` says that the side need not be named. */
export function positionWords(at, isOwn, data) {
  const { words, sides } = data;
  const side = sides[at.side].name;
  if (!at.shown) return `${side}: ${withoutPosition(at, data)}`;
  const support = supportWords(at.shown, data);
  // Another track never hides behind the first: "backs: weapons; mediates".
  const others = at.held.slice(1).map((held) => `; ${words.stance[held.stance].toLowerCase()}`);
  return [
    words.phrase[at.shown.stance],
    isOwn ? "" : ` ${side}`,
    support && `: ${support}`,
    ...others,
  ].join("");
}
