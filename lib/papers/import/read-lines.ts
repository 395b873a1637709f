import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

export type Line = { text: string; number: number };

const maxLineBytes = 8 * 1024 * 1024;

/**
 * The lines of a text file, or of a gzip file when its name ends in .gz, one by one in constant memory.
 * Empty lines are left out, a line over 8 MB is cut to its first 100 characters; bytes that are not UTF-8 become U+FFFD.
 * @param onBytes called with the number of bytes read of the file so far
 * @throws when the file cannot be read or unpacked
 */
export async function* readLines(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Line> {
  let number = 0;
  let rest = "";
  for await (const chunk of textOf(path, onBytes)) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    if (rest.length > maxLineBytes) rest = rest.slice(0, maxLineBytes + 1);
    for (const part of parts) {
      number += 1;
      if (part.trim()) yield { text: bounded(part), number };
    }
  }
  if (rest.trim()) yield { text: bounded(rest), number: number + 1 };
}

async function* textOf(path: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const unpacked = path.endsWith(".gz") ? file.pipe(createGunzip({ chunkSize: 256 * 1024 })) : file;
  // pipe() does not forward the errors of its source.
  file.on("error", (error) => unpacked.destroy(error));
  const decoder = new TextDecoder();
  try {
    for await (const chunk of unpacked) {
      onBytes(file.bytesRead);
      yield decoder.decode(chunk, { stream: true });
    }
  } finally {
    file.destroy();
  }
}

function bounded(line: string): string {
  return line.length > maxLineBytes ? line.slice(0, 100) : line;
}
