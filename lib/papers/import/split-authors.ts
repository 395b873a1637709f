const suffix = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
const others =
  /^(?:and\s+)?(?:et\.?\s*al\b\.?|(?:\d+\s+)?others\b|\d+\s+(?:additional|more|other)\s+authors\b)/i;

/**
 * Splits the line of authors of an arXiv record into names: `J. Abdallah, A. Person (1), et al ((1) A Lab)` has two.
 * Affiliations, which stand in parentheses, and "et al" are left out. A colon ends the name of a collaboration.
 */
export function splitAuthors(line: string): string[] {
  const words = withoutParentheses(line).replace(/,?\s+(?:and|\\?&)\s+/gi, ", ");
  const names: string[] = [];
  // Commas within braces are part of a footnote sign: "A. Person$^{1,2}$".
  for (const part of words.split(/[,;:](?![^{}]{0,100}\})/)) {
    const name = part.replace(/\s+/g, " ").trim();
    if (suffix.test(name) && names.length > 0) names.push(`${names.pop()} ${name}`);
    else if (name && !others.test(name)) names.push(name.replace(/\s+et\.?\s+al\.?$/i, ""));
  }
  return names;
}

/** Without what stands in parentheses, also in nested ones. One that is never closed stays with what follows. */
function withoutParentheses(line: string): string {
  let kept = "";
  let depth = 0;
  let openedAt = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (sign === "(" && depth++ === 0) openedAt = at;
    if (depth === 0) kept += sign;
    if (sign === ")" && depth > 0) depth -= 1;
  }
  return depth > 0 ? kept + line.slice(openedAt) : kept;
}
