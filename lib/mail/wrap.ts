const width = 74;

/** A text in lines of a readable length, for plain mail, all but the first (or all of them) set in by so many spaces. */
export function wrap(text: string, indent = 0, first = false): string {
  const space = " ".repeat(indent);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((one, i) => (i > 0 || first ? space + one : one)).join("\n");
}
