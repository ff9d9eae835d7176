/* Says what is wrong with what was typed, in plain words, and what was probably meant.

   A fault is { message, fixes }: each fix is a text to put in the place of what was typed;
   `words` are for the button that does it, where the text itself would say little.
   What is a date, a count, an address or a name is said by core/dates.py, counts.py,
   schema.py and names.py; briefing check has the last word. */

const fault = (message, fixes = []) => ({ message, fixes: [...new Set(fixes)] });
const shown = (text) => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;

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
const ORDINAL = /(\d)(?:st|nd|rd|th)\b/g;
const DATE_FORMS = "Write 2019-11-15. Only the month: 2019-11. Only the year: 2019.";
const two = (number) => String(number).padStart(2, "0");
const iso = (year, month, day) =>
  [year, month && two(month), day && two(day)].filter(Boolean).join("-");

const lengthOf = (year, month) => {
  const day = new Date(Date.UTC(2000, month, 0));
  day.setUTCFullYear(year, month, 0);
  return day.getUTCDate();
};

/** The first and the last day that a date without an interval can mean; null if it is none. */
function days(text) {
  const [found, year, month, day] = POINT.exec(text) ?? [];
  if (!found || year === "0000" || (month && !(month >= 1 && month <= 12))) return null;
  if (day && !(day >= 1 && day <= lengthOf(+year, +month))) return null;
  const last = month ?? "12";
  return [
    `${year}-${month ?? "01"}-${day ?? "01"}`,
    `${year}-${last}-${day ?? two(lengthOf(+year, +last))}`,
  ];
}

/** The same of any date; an end that is open is null. */
function span(text) {
  const ends = text.split("/");
  if (ends.length === 1) return days(text);
  const [begin, end] = ends.map((one) => (one === ".." ? [null, null] : days(one)));
  if (ends.length > 2 || !begin || !end || !(begin[0] ?? end[0])) return null;
  return [begin[0], end[1]];
}

function spelled(text) {
  const words = text.replace(ORDINAL, "$1").match(/\p{L}+|\d+/gu) ?? [];
  const named = words.filter(
    (word) =>
      /\p{L}/u.test(word) &&
      !/^(?:of|the|on|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/.test(word),
  );
  const years = words.filter((word) => /^\d{4}$/.test(word));
  const others = words.filter((word) => /^\d{1,2}$/.test(word));
  const month =
    named.length === 1 &&
    named[0].length > 2 &&
    MONTHS.findIndex((one) => one.startsWith(named[0].replace(/^sept$/, "sep"))) + 1;
  if (
    !month ||
    years.length !== 1 ||
    years.length + others.length + 1 !==
      words.filter((word) => named.includes(word) || /\d/.test(word)).length
  )
    return [];
  return others.length > 1 ? [] : [iso(years[0], month, others[0])];
}

/** What a text that is no date may mean: nothing, one date or, where it is open, two. */
function datesMeant(text) {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‐-―−]/g, "-")
    .trim();
  const bare = plain.replace(/^(?:~|≈|about |around |circa |ca\.? |c\. ?)\s*/, "");
  const sign = bare === plain ? "" : "~";
  let found;
  let meant;
  if ((found = /^(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?$/.exec(bare)))
    meant = [iso(found[1], found[2], found[3])];
  else if ((found = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/.exec(bare))) {
    // 4/5/2019 is the 4th of May to some and the 5th of April to others.
    meant = [iso(found[4], found[3], found[1]), iso(found[4], found[1], found[3])];
  } else if ((found = /^(\d{1,2})[-/.](\d{4})$/.exec(bare))) meant = [iso(found[2], found[1])];
  else meant = POINT.test(bare) ? [bare] : spelled(bare);
  return meant.map((one) => one + (/[~?%]$/.test(one) ? "" : sign)).filter((one) => days(one));
}

export function dateFault(text) {
  const whole = span(text);
  if (whole) {
    const [first, last] = whole;
    if (!first || !last || first <= last) return null;
    return fault("This ends before it begins.", [text.split("/").reverse().join("/")]);
  }
  const fixes = datesMeant(text).filter((one) => one !== text);
  if (fixes.length) return fault(`${shown(text)} is no date as it is written here.`, fixes);
  if (POINT.test(text)) return fault(`There is no such day as ${shown(text)} in the calendar.`);
  return fault(`${shown(text)} is no date. ${DATE_FORMS} From one to another: 2019-04/2019-06.`);
}

/** What is wrong with an end, beside the beginning. */
export function endFault(since, until) {
  const [first] = span(since) ?? [];
  const [, last] = span(until) ?? [];
  return first && last && last < first ? fault(`This lies before the beginning, ${since}.`) : null;
}

// --- counts, addresses, names of files ---------------------------------------------

const MOST_DIGITS = 10;

export function countFault(text) {
  const ends = text.match(/\d+/g) ?? [];
  if (/^(?:~?\d+|\d+\+|\d+-\d+)$/.test(text)) {
    if (ends.some((one) => one.replace(/^0+/, "").length > MOST_DIGITS))
      return fault("This number is too large.");
    return ends.length > 1 && +ends[0] > +ends[1]
      ? fault("This runs backwards.", [`${ends[1]}-${ends[0]}`])
      : null;
  }
  const plain = text
    .toLowerCase()
    .replace(/(\d)[,.'  ](?=\d{3}(?!\d))/g, "$1")
    .replace(/[‐-―−]/g, "-")
    .replace(/\s+(?:people|persons|dead|killed|deaths|civilians|fighters)$/, "")
    .trim();
  const meant = [
    [/^(\d+)$/, "$1"],
    [/^(?:at least|more than|over|>=?|≥)\s*(\d+)$|^(\d+)\s*(?:\+|or more|and more)$/, "$1$2+"],
    [/^(?:~|about|around|circa|ca\.?|some|nearly)\s*(\d+)$|^(\d+)\s*~$/, "~$1$2"],
    [/^(?:between |from )?(\d+)\s*(?:-|to|and|\/)\s*(\d+)$/, "$1-$2"],
  ].find(([form]) => form.test(plain));
  const fix = meant && plain.replace(...meant);
  if (fix && !countFault(fix))
    return fault("Write the number so that it can be counted with.", [fix]);
  return fault("Write a number: 53. At least so many: 1000+. From … to …: 40-53. About: ~50.");
}

function isAddress(text) {
  if (!/^https?:\/\/[^\s<>"\\/?#]+[^\s<>"]*$/i.test(text)) return false;
  return URL.canParse ? URL.canParse(text) : true;
}

export function addressFault(text) {
  if (isAddress(text)) return null;
  const bare = text.replace(/^(?:https?[:/]*|\/+)/i, "");
  const fix = `https://${bare}`;
  const isLikely =
    /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:[:/?#]\S*)?$/u.test(bare) && isAddress(fix);
  return fault(
    "An address on the web begins with https://, and has no space in it.",
    isLikely ? [fix] : [],
  );
}

export function fileNameFault(text) {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.md$/u.test(text)) {
    const bare = text
      .replace(/\.md$/i, "")
      .replace(/[^\p{L}\p{N}._-]+/gu, "-")
      .replace(/^[._-]+|[._-]+$/g, "");
    return fault("Letters, digits and hyphens, and .md at the end.", bare ? [`${bare}.md`] : []);
  }
  return /^(?:con|prn|aux|nul|index|readme|(?:com|lpt)[1-9¹²³])\./i.test(text)
    ? fault("This name means something else to computers; take another.")
    : null;
}

// Characters that no file may hold. They come with a paste, and nobody sees them.
// oxlint-disable-next-line no-control-regex -- these are the characters it looks for
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]|\p{Cs}/gu;

export const unseenFault = (text) =>
  text.search(UNSEEN) < 0
    ? null
    : {
        ...fault(
          "There is a character in this that cannot be seen, of a paste perhaps, and that no file may hold.",
          [text.replace(UNSEEN, "")],
        ),
        words: "Take it out",
      };

// --- names -------------------------------------------------------------------------

/** The form in which two spellings of one name are the same text. */
export const folded = (name) =>
  name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .trim()
    .replace(/\s+/g, " ");

/** How many letters differ (Damerau-Levenshtein); two that are exchanged differ once. */
function distance(one, other) {
  const [from, to] = [[...one], [...other]];
  const far = from.length + to.length;
  const rows = Array.from({ length: from.length + 2 }, () =>
    Array.from({ length: to.length + 2 }, () => far),
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

const FURTHEST = 2;
const SHORTEST = 5;
const ALIKE = 0.7;
const digits = (form) => (form.match(/\d+/g) ?? []).join(" ");

/** That of the folded names which a folded name probably stands for: core/names.py, again. */
export function nearestName(form, known) {
  const length = [...form].length;
  if (length < SHORTEST - 1) return null;
  let best = null;
  let least = FURTHEST + 1;
  for (const other of known) {
    const longest = Math.max([...other].length, length);
    if (
      [...other].length < SHORTEST ||
      Math.abs([...other].length - length) > FURTHEST ||
      digits(other) !== digits(form)
    )
      continue;
    const away = distance(form, other);
    if (away < least) [best, least] = [[other, longest], away];
  }
  return best && 1 - least / best[1] >= ALIKE ? best[0] : null;
}
