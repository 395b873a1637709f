import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type Line, readLines } from "@/lib/papers/import/read-lines";

const dir = mkdtempSync(join(tmpdir(), "quire-lines-"));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

async function linesOf(path: string, onBytes?: (bytes: number) => void): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(path, onBytes)) lines.push(line);
  return lines;
}

describe("readLines", () => {
  it("numbers lines and leaves empty ones out", async () => {
    expect(await linesOf(file("a.jsonl", "one\n\n  \ntwo\r\nthree"))).toEqual([
      { text: "one", number: 1 },
      { text: "two\r", number: 4 },
      { text: "three", number: 5 },
    ]);
    expect(await linesOf(file("empty.jsonl", ""))).toEqual([]);
  });

  it("unpacks gzip and counts the bytes of the packed file", async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i} – é 数`).join("\n");
    const packed = gzipSync(text);
    const seen: number[] = [];
    const lines = await linesOf(file("b.jsonl.gz", packed), (bytes) => seen.push(bytes));
    expect(lines.map((line) => line.text).join("\n")).toBe(text);
    expect(seen.at(-1)).toBe(packed.length);
  });

  it("keeps characters whole that are split between two reads", async () => {
    const text = "数".repeat(400_000);
    expect((await linesOf(file("c.jsonl", `x${text}\ny`)))[0]?.text).toBe(`x${text}`);
  });

  it("cuts off a line that is too long for a record", async () => {
    const lines = await linesOf(file("d.jsonl", `${"x".repeat(9 * 1024 * 1024)}\nnext\n`));
    expect(lines.map((line) => line.text.length)).toEqual([100, 4]);
  });

  it("reports a missing or truncated file", async () => {
    await expect(linesOf(join(dir, "none.jsonl"))).rejects.toThrow("ENOENT");
    await expect(linesOf(join(dir, "none.jsonl.gz"))).rejects.toThrow("ENOENT");
    const packed = gzipSync("line\n".repeat(50_000));
    await expect(linesOf(file("cut.jsonl.gz", packed.subarray(0, packed.length / 2)))).rejects.toThrow();
    await expect(linesOf(file("plain.gz", "not gzip"))).rejects.toThrow();
  });
});
