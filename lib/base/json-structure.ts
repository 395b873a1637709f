/** How deep the values of a JSON text from outside may be nested. Nothing that the hub reads has more than ten levels. */
export const maxJsonDepth = 32;

/** How many values a JSON text can have and how deep they are nested, counted without parsing it. */
export function jsonStructure(text: string): { values: number; depth: number } {
  let values = 1;
  let level = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === "\\") at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === "]" || sign === "}") level -= 1;
    else if (sign === ",") values += 1;
    else if (sign === "[" || sign === "{") {
      values += 1;
      level += 1;
      depth = Math.max(depth, level);
    }
  }
  return { values, depth };
}
