import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isCollection, ndcgAt10, readCollection } from "@/e2e/bench/relevance";

it("ndcgAt10 is 1 for the best order and lower for others", () => {
  const gains = new Map([
    ["a", 2],
    ["b", 1],
  ]);
  expect(ndcgAt10(["a", "b", "c"], gains)).toBe(1);
  expect(ndcgAt10(["b", "a"], gains)).toBeCloseTo((1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3)));
  expect(ndcgAt10([..."0123456789", "a"], gains)).toBe(0);
  expect(ndcgAt10(["a"], new Map())).toBeNull();
});

it("readCollection reads the three files, with ids as numbers or strings", () => {
  const dir = mkdtempSync(join(tmpdir(), "quire-relevance-"));
  expect(isCollection(dir)).toBe(false);
  writeFileSync(
    join(dir, "corpus.jsonl"),
    '{"id":1,"title":"T","abstract":"A"}\n{"id":"2","abstract":"B"}\n',
  );
  writeFileSync(join(dir, "queries.jsonl"), '{"id":"q","text":"what"}\n');
  writeFileSync(join(dir, "qrels.tsv"), "query_id\tdoc_id\tscore\nq\t1\t2\nq\t2\t0\n");
  expect(isCollection(dir)).toBe(true);
  const { documents, queries, gains } = readCollection(dir);
  expect(documents[1]).toEqual({ id: "2", title: "", abstract: "B" });
  expect(queries).toEqual([{ id: "q", text: "what" }]);
  expect(gains).toEqual(new Map([["q", new Map([["1", 2]])]]));
  rmSync(dir, { recursive: true });
});
