/* Finds mistakes in what was typed into the form, and suggests corrections.

   A fault is { message, fixes }: each fix is a text that can replace what was typed. `words` is
   the label of the fix's button, if the text itself would say little. The rules are those of
   core/dates.py, core/counts.py, core/names.py and content/schema.py; `briefing check` decides. */

import { trimmedEnd } from "./article.js";

const fault = (message, fixes = []) => ({ message, fixes: [...new Set(fixes)] });
const quote = (text) => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;

// --- dates -------------------------------------------------------------------------

const POINT = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$/;
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const MOST_WORDS = 20; // In a date that is written out, and in a count.
const ORDINAL = /(\d)(?:st|nd|rd|th)\b/g;
const DATE_FORMS = "Write 2019-11-15. Only the month: 2019-11. Only the year: 2019.";
const twoDigits = (number) => String(number).padStart(2, "0");
const iso = (year, month, day) =>
  [year, month && twoDigits(month), day && twoDigits(day)].filter(Boolean).join("-");

const daysInMonth = (year, month) => {
  const lastDay = new Date(Date.UTC(2000, month, 0));
  lastDay.setUTCFullYear(year, month, 0);
  return lastDay.getUTCDate();
};

/** The first and last day that a single date can mean; null if the text is not a date. */
function daysOfDate(text) {
  const [match, year, month, day] = POINT.exec(text) ?? [];
  if (!match || year === "0000" || (month && !(month >= 1 && month <= 12))) return null;
  if (day && !(day >= 1 && day <= daysInMonth(+year, +month))) return null;
  const lastMonth = month ?? "12";
  return [
    `${year}-${month ?? "01"}-${day ?? "01"}`,
    `${year}-${lastMonth}-${day ?? twoDigits(daysInMonth(+year, +lastMonth))}`,
  ];
}

/** The first and last day of a date or an interval; the open end of an interval is null. */
function daysOf(text) {
  const ends = text.split("/");
  if (ends.length === 1) return daysOfDate(text);
  const [begin, end] = ends.map((one) => (one === ".." ? [null, null] : daysOfDate(one)));
  if (ends.length > 2 || !begin || !end || !(begin[0] ?? end[0])) return null;
  return [begin[0], end[1]];
}

/** The date that is written out in words, such as "4 April 2019"; nothing if it is not clear. */
function spelledDates(text) {
  const words = text.replace(ORDINAL, "$1").match(/\p{L}+|\d+/gu) ?? [];
  if (words.length > MOST_WORDS) return [];
  const names = words.filter(
    (word) =>
      /\p{L}/u.test(word) &&
      !/^(?:of|the|on|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/.test(word),
  );
  const years = words.filter((word) => /^\d{4}$/.test(word));
  const others = words.filter((word) => /^\d{1,2}$/.test(word));
  const month =
    names.length === 1 &&
    names[0].length > 2 &&
    MONTHS.findIndex((one) => one.startsWith(names[0].replace(/^sept$/, "sep"))) + 1;
  if (
    !month ||
    years.length !== 1 ||
    years.length + others.length + 1 !==
      words.filter((word) => names.includes(word) || /\d/.test(word)).length
  )
    return [];
  return others.length > 1 ? [] : [iso(years[0], month, others[0])];
}

/** The dates that a text can mean: none, one or, if it is ambiguous, two. */
function possibleDates(text) {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‐-―−]/g, "-")
    .trim();
  const exact = plain.replace(/^(?:~|≈|about |around |circa |ca\.? |c\. ?)\s*/, "");
  const sign = exact === plain ? "" : "~";
  let match;
  let dates;
  if ((match = /^(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?$/.exec(exact)))
    dates = [iso(match[1], match[2], match[3])];
  else if ((match = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/.exec(exact))) {
    // 4/5/2019 is 4 May in Europe and 5 April in the United States.
    dates = [iso(match[4], match[3], match[1]), iso(match[4], match[1], match[3])];
  } else if ((match = /^(\d{1,2})[-/.](\d{4})$/.exec(exact))) dates = [iso(match[2], match[1])];
  else dates = POINT.test(exact) ? [exact] : spelledDates(exact);
  return dates
    .map((one) => one + (/[~?%]$/.test(one) ? "" : sign))
    .filter((one) => daysOfDate(one));
}

export function dateFault(text) {
  const span = daysOf(text);
  if (span) {
    const [first, last] = span;
    if (!first || !last || first <= last) return null;
    return fault("This ends before it begins.", [text.split("/").reverse().join("/")]);
  }
  const fixes = possibleDates(text).filter((one) => one !== text);
  if (fixes.length) return fault(`${quote(text)} is not how dates are written here.`, fixes);
  if (POINT.test(text)) return fault(`There is no such day as ${quote(text)}.`);
  return fault(`${quote(text)} is not a date. ${DATE_FORMS} From one to another: 2019-04/2019-06.`);
}

/** What is wrong with an end, compared with the beginning. */
export function endFault(since, until) {
  const [first] = daysOf(since) ?? [];
  const [, last] = daysOf(until) ?? [];
  return first && last && last < first ? fault(`This is before the beginning, ${since}.`) : null;
}

// --- counts, addresses, names of files ---------------------------------------------

const MOST_DIGITS = 10;

const THOUSANDS =
  /(?<![\d,'’ \u00a0\u2007\u2009\u202f])\d{1,3}(?:[,'’ \u00a0\u2007\u2009\u202f]\d{3})+(?!\d)/g;

export function countFault(written) {
  const text = written.replace(THOUSANDS, (number) => number.replace(/\D/g, ""));
  const numbers = text.match(/\d+/g) ?? [];
  if (/^(?:~?\d+|\d+\+|\d+-\d+)$/.test(text)) {
    if (numbers.some((number) => number.replace(/^0+/, "").length > MOST_DIGITS))
      return fault("This number is too large.");
    return numbers.length > 1 && +numbers[0] > +numbers[1]
      ? fault("The smaller number comes first.", [`${numbers[1]}-${numbers[0]}`])
      : null;
  }
  const plain = text
    .toLowerCase()
    .replace(/(\d)[,.'  ](?=\d{3}(?!\d))/g, "$1")
    .replace(/[‐-―−]/g, "-")
    .replace(/(?<!\s)\s+(?:people|persons|dead|killed|deaths|civilians|fighters)$/, "")
    .trim();
  const pattern = [
    [/^(\d+)$/, "$1"],
    [/^(?:at least|more than|over|>=?|≥)\s*(\d+)$|^(\d+)\s*(?:\+|or more|and more)$/, "$1$2+"],
    [/^(?:~|about|around|circa|ca\.?|some|nearly)\s*(\d+)$|^(\d+)\s*~$/, "~$1$2"],
    [/^(?:between |from )?(\d+)\s*(?:-|to|and|\/)\s*(\d+)$/, "$1-$2"],
  ].find(([form]) => form.test(plain));
  const fix = pattern && plain.replace(...pattern);
  if (fix && !countFault(fix)) {
    // 2.000 is two thousand in Berlin, and two in London.
    const hasPoint = /\d\.\d{3}/.test(text);
    return fault(hasPoint ? `Do you mean ${fix}?` : "Write this as a number.", [fix]);
  }
  return fault("Write a number: 53. At least: 1000+. From … to …: 40-53. About: ~50.");
}

/** What is wrong with an amount: a count and what it counts. */
export function amountFault(text) {
  const words = text.split(" ");
  // "1 000 tonnes": as much as can be read as a count is the count.
  const split = words
    .slice(0, MOST_WORDS)
    .map((_, at) => [words.slice(0, at).join(" "), words.slice(at).join(" ")]);
  const countsSomething = split.filter(([count, unit]) => count && /\p{L}/u.test(unit)).reverse();
  if (countsSomething.some(([count]) => !countFault(count))) return null;
  const [count, unit] = countsSomething.find(([one]) => countFault(one).fixes.length) ?? [];
  if (!count) return fault("Write a number and what it counts: 6 TB2 drones.");
  const { message, fixes } = countFault(count);
  return fault(
    message,
    fixes.map((one) => `${one} ${unit}`),
  );
}

const LONGEST_ID = 80;

/** What is wrong with the id of an event. */
export function idFault(text) {
  if (/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(text) && text.length <= LONGEST_ID) return null;
  const plain = text
    .slice(0, LONGEST_ID)
    .replace(/[^\p{L}\p{N}_.-]+/gu, "-")
    .replace(/^[_.-]+|-$/g, "")
    .toLowerCase();
  return fault("Use letters, digits and hyphens, without spaces.", plain ? [plain] : []);
}

function isAddress(text) {
  if (!/^https?:\/\/[^\s<>"\\/?#][^\s<>"]*$/i.test(text)) return false;
  return URL.canParse ? URL.canParse(text) : true;
}

export function addressFault(text) {
  if (isAddress(text)) return null;
  const bare = text.replace(/^(?:https?[:/]*|\/+)/i, "");
  const fix = `https://${bare}`;
  const isLikely =
    /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:[:/?#]\S*)?$/u.test(bare) && isAddress(fix);
  return fault("A web address begins with https:// and has no spaces.", isLikely ? [fix] : []);
}

export function fileNameFault(text) {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.md$/u.test(text)) {
    const bare = trimmedEnd(
      text
        .replace(/\.md$/i, "")
        .replace(/[^\p{L}\p{N}._-]+/gu, "-")
        .replace(/^[._-]+/, ""),
      "._-",
    );
    return fault(
      "Use letters, digits and hyphens, and .md at the end.",
      bare ? [`${bare}.md`] : [],
    );
  }
  return /^(?:con|prn|aux|nul|index|readme|(?:com|lpt)[1-9¹²³])\./i.test(text)
    ? fault("Computers use this name for something else. Choose another.")
    : null;
}

// Invisible characters that no file may contain. They often come with pasted text.
// oxlint-disable-next-line no-control-regex -- the pattern looks for these characters
const INVISIBLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]|\p{Cs}/gu;

export const invisibleCharacterFault = (text) =>
  text.search(INVISIBLE) < 0
    ? null
    : {
        ...fault(
          "This contains an invisible character, perhaps from a paste, that no file may contain.",
          [text.replace(INVISIBLE, "")],
        ),
        words: "Remove it",
      };

// --- names -------------------------------------------------------------------------

// The reasons are in core/letters.py; a test compares the two on a table of names.
const ACCENTED = "[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}\\p{sc=Coptic}]";
const POINTED = "[\\p{sc=Arabic}\\p{sc=Hebrew}\\p{sc=Syriac}]";
const UNSEEN_IN_NAMES =
  // oxlint-disable-next-line no-misleading-character-class -- marks alone are meant
  /(?![\u200c\u200d])\p{Cf}|[\u034f\u115f\u1160\u3164\uffa0\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const USELESS_JOINERS = new RegExp(
  `(?<!(?!${ACCENTED})\\p{L}\\p{M}*)[\u200c\u200d]|[\u200c\u200d](?![\u200c\u200d]*[\\p{L}\\p{M}])`,
  "gu",
);
const accents = (scripts) => new RegExp(`(^|[^\\p{L}\\p{M}]|${scripts.join("|")})\\p{Mn}+`, "gu");
const ALL_ACCENTS = accents([ACCENTED, POINTED]);
const NOT_OF_LATIN = accents([ACCENTED.replace("\\p{sc=Latin}", ""), POINTED]);
// oxlint-disable-next-line no-misleading-character-class -- marks alone are meant
const LATIN_WORD = /(?<![\p{L}\p{N}_])[a-zđ\u0300-\u036f]+(?![\p{L}\p{N}_])/gu;
const VIETNAMESE_VOWEL =
  /[aeiouy](?:[\u0302\u0306]?[\u031b\u0309\u0323]|[\u0302\u0306][\u0300\u0301\u0303]|[\u0300\u0301\u0303][\u0302\u0306])/;
const VIETNAMESE_SYLLABLE =
  /^(?:ngh?|[cgkpt]h|gi|tr|qu|[bcdđghklmnpqrstvx])?(?:a[iouy]?|e[ou]?|i(?:eu?|[au])?|o(?:a[ioy]?|eo?|[io])?|u(?:[aeiu]|a[ouy]|eu|o[iu]?|y[aeu]?)?|y(?:eu?)?)(?:ng|nh|ch|[cmnptk])?$/;

const isVietnamese = (word) =>
  VIETNAMESE_VOWEL.test(word) && VIETNAMESE_SYLLABLE.test(word.replace(/\p{Mn}/gu, ""));
const WITHOUT_STROKE = { ı: "i", ł: "l", ø: "o", ħ: "h" };
const oneLetter = (text) =>
  text
    .replace(/[’ʼʻʾʿ‘‛′ʹ＇`´]/g, "'")
    .replace(/[‐‑‒–−֊﹣－]/g, "-")
    .replaceAll("゛", "\u3099")
    .replaceAll("゜", "\u309a")
    .replace(/[يى]/g, "ی")
    .replaceAll("ك", "ک")
    .replaceAll("ـ", "")
    .toLowerCase()
    .replace(/[ıłøħ]/g, (letter) => WITHOUT_STROKE[letter])
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ")
    .normalize("NFKD");

/** The name without the characters that nobody sees. */
export const visible = (name) => name.replace(UNSEEN_IN_NAMES, "").replace(USELESS_JOINERS, "");

/** The form that all spellings of a name share. */
export function folded(name) {
  const letters = oneLetter(oneLetter(visible(name)));
  const words = letters.match(LATIN_WORD) ?? [];
  const plain = letters.replace(words.some(isVietnamese) ? NOT_OF_LATIN : ALL_ACCENTS, "$1");
  return plain.trim().replace(/\s+/g, " ");
}

/** A folded name as somebody types it without its marks, and without the article before it. */
const bareForm = (form) =>
  form
    .replace(/(?!\p{Alphabetic})\p{Mn}/gu, "")
    .replaceAll("đ", "d")
    .replace(/^the /, "");

/** How many letters differ (Damerau-Levenshtein); two swapped letters count once. */
export function distance(one, other) {
  const [from, to] = [[...one], [...other]];
  const unreachable = from.length + to.length;
  const rows = Array.from({ length: from.length + 2 }, () =>
    Array.from({ length: to.length + 2 }, () => unreachable),
  );
  for (let at = 0; at <= from.length; at++) rows[at + 1][1] = at;
  for (let at = 0; at <= to.length; at++) rows[1][at + 1] = at;
  const seen = new Map();
  for (let row = 1; row <= from.length; row++) {
    let same = 0;
    for (let column = 1; column <= to.length; column++) {
      const before = seen.get(to[column - 1]) ?? 0;
      const beside = same;
      const isSame = from[row - 1] === to[column - 1];
      if (isSame) same = column;
      rows[row + 1][column + 1] = Math.min(
        rows[row][column] + (isSame ? 0 : 1),
        rows[row + 1][column] + 1,
        rows[row][column + 1] + 1,
        rows[before][beside] + (row - before - 1) + 1 + (column - beside - 1),
      );
    }
    seen.set(from[row - 1], row);
  }
  return rows[from.length + 1][to.length + 1];
}

const GREATEST_DISTANCE = 2;
const SHORTEST_NAME = 5;
const LEAST_SIMILARITY = 0.7;
const digits = (form) => (form.match(/\d+/g) ?? []).join(" ");

/** The known name that a name is probably a misspelling of, or null, as in core/names.py; all are folded. */
export function nearestName(form, known) {
  const byBare = new Map([...known].reverse().map((other) => [bareForm(other), other]));
  const bare = bareForm(form);
  if (byBare.has(bare)) return byBare.get(bare);
  const length = [...bare].length;
  if (length < SHORTEST_NAME - 1) return null;
  let best = null;
  let least = GREATEST_DISTANCE + 1;
  for (const [other, whole] of [...byBare].reverse()) {
    const longer = Math.max([...other].length, length);
    if (
      [...other].length < SHORTEST_NAME ||
      Math.abs([...other].length - length) > GREATEST_DISTANCE ||
      digits(other) !== digits(bare)
    )
      continue;
    const differing = distance(bare, other);
    if (differing < least) [best, least] = [[whole, longer], differing];
  }
  return best && 1 - least / best[1] >= LEAST_SIMILARITY ? best[0] : null;
}
