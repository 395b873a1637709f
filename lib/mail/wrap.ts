const width = 74;

/**
 * Wraps a text into lines of at most 74 characters, for plain-text mails.
 * @param indent how many spaces begin each line but the first
 * @param first whether the first line is indented too
 */
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
