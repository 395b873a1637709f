/** A way to fill a text: a name for the report, and the text of about that many characters. */
export type Shape = { name: string; text: (length: number) => string };

const repeated = (unit: string, name = JSON.stringify(unit)): Shape => ({
  name,
  text: (length) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length),
});

/** A run between two letters, so that nothing trims it and a pattern that needs an end after it fails. */
const between = (unit: string, name = JSON.stringify(unit)): Shape => ({
  name: `a ${name} b`,
  text: (length) => `a${repeated(unit).text(Math.max(0, length - 2))}b`,
});

const opened = (start: string, unit: string): Shape => ({
  name: `${JSON.stringify(start)} ${JSON.stringify(unit)}`,
  text: (length) => start + repeated(unit).text(Math.max(0, length - start.length)),
});

/** A unit on each line, one column further in than on the line before. */
const stairs = (unit: string): Shape => ({
  name: `stairs of ${JSON.stringify(unit)}`,
  text: (length) => {
    const lines: string[] = [];
    for (let size = 0; size < length; size += (lines.at(-1)?.length ?? 0) + 1)
      lines.push(`${" ".repeat(2 * lines.length)}${unit}`);
    return lines.join("\n").slice(0, length);
  },
});

/** One element inside the other: as many starts as ends. */
const nested = (start: string, end: string): Shape => ({
  name: `nested ${JSON.stringify(start + end)}`,
  text: (length) => {
    const depth = Math.floor(length / (start.length + end.length));
    return start.repeat(depth) + end.repeat(depth);
  },
});

/** Units numbered so that none is like another. */
const numbered = (name: string, unit: (number: number) => string): Shape => ({
  name,
  text: (length) => {
    let text = "";
    for (let i = 0; text.length < length; i++) text += unit(i);
    return text.slice(0, length);
  },
});

const markdown = [
  ..."- ,+ ,* ,1. ,> ,>,- + ,- > ,[,![,[a](,[a][,](,*,**,_,*a_,*a**b,a**b,`,`` ` ,<,<a ,</,<!--,&,&#1;,\\,~~,#,---\n,| a ,|-|\n,[^1],[a]: b\n,a\n\n,a\n,\n,- a\n,> a\n,- a\n\n,```\n,$,$$".split(
    ",",
  ),
].map((unit) => repeated(unit));

const letters = [
  " ",
  "\t",
  "a ",
  "a",
  "é",
  "中",
  "\u0301",
  "\u0301\u0316",
  "\u200b",
  "\u200d",
  "\u202e",
  "\ufdfa",
  "👩‍🔬",
  "\ud800",
  "\u0007",
  "ß",
  "İ",
].map((unit) => between(unit, JSON.stringify(unit).slice(1, -1) || unit));

const tex = [
  "$a$ ",
  "$",
  "$$",
  "{",
  "}",
  "\\",
  "\\frac",
  "\\'",
  "\\cite",
  "\\cite[",
  "\\(",
  "~",
  "a^",
  "-",
].map((unit) => repeated(unit));

const marks = [
  "@",
  ",",
  ";",
  ".",
  ":",
  "-",
  "'",
  '"',
  "(",
  ")",
  "a,",
  "(a",
  "/",
  "//",
  "http://",
  "10.1000/",
  "%",
  "=",
  "0",
  "1 ",
  "&a=",
  ";",
  "a=b;",
  "a/b;q=.1,",
  "%C4%B0",
  "\ud83d",
  "\u2028",
].flatMap((unit) => [repeated(unit), between(unit)]);

/** Texts on which parsers of Markdown, TeX, names, addresses and lists are known to take long. */
export const shapes: Shape[] = [
  ...markdown,
  ...letters,
  ...tex,
  ...marks,
  stairs("- a"),
  stairs("> a"),
  stairs("1. a"),
  nested("{", "}"),
  nested("[", "]"),
  nested("(", ")"),
  nested("**a ", " a**"),
  nested("[", "](a)"),
  nested("\\sqrt{", "}"),
  nested("\\left(", "\\right)"),
  opened("$", "{"),
  opened("$", "x^"),
  opened("$", "\\frac"),
  opened("$\\def\\a{\\a\\a}\\a$ ", "$\\a$ "),
  opened("authors:\n", "a\n"),
  opened("eprint=", " "),
  opened("arxiv:", "a"),
  opened("doi:", " "),
  opened("https://arxiv.org/abs/", "a."),
  opened("https://", "é"),
  opened("https://", "a."),
  opened('"', "a "),
  numbered("numbered formulas", (i) => `$x_{${i}}$ `),
  numbered("numbered words", (i) => `word${i.toString(36)} `),
  numbered("numbered parameters", (i) => `${i.toString(36)}&`),
  numbered("numbered addresses", (i) => `2601.${String(i % 100_000).padStart(5, "0")}\n`),
];
