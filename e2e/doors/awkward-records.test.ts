import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { importPapers } from "@/lib/papers/import/import-papers";
import { typesetMath } from "@/lib/papers/latex/math-ml";
import { paperMetadata } from "@/lib/papers/metadata";
import { getListedPaper } from "@/lib/papers/papers";
import { type Cited, findCited } from "@/lib/programs/formats/cited";
import { writePapers } from "@/lib/programs/formats/write-papers";

const records = "../shared/cases/records.jsonl";
const expectations = "../shared/cases/expected.json";
const hub = "https://hub.example.org";

type Field = "plain" | "title" | "page" | "bib" | "withdrawn";
type Expected = { id: string; field: Field; mustNotContain: string; shouldContain: string };

const cases: Expected[] = existsSync(expectations) ? JSON.parse(readFileSync(expectations, "utf8")) : [];

withTestDb();

// Where the records are missing, the tests are reported as skipped under a name that says why.
const here = existsSync(records) && cases.length > 0;

describe.skipIf(!here)(
  `real records that are hard to read${here ? "" : " (skipped: no ../shared/cases)"}`,
  () => {
    beforeAll(async () => {
      const now = new Date("2026-11-28T12:00:00Z");
      await importPapers([records], { votes: false, now, timeZone: "UTC" });
    });

    it.each(cases)("$id, $field: $mustNotContain → $shouldContain", async ({ id, field, ...expected }) => {
      const shown = await show(id, field);
      if (expected.mustNotContain) expect(shown).not.toContain(expected.mustNotContain);
      expect(shown).toContain(expected.shouldContain);
    });
  },
);

/** What a reader or a program sees of a paper. */
async function show(key: string, field: Field): Promise<string> {
  const paper = await findCited(key);
  if (!paper) throw new Error(`The records have no paper ${key}.`);
  if (field === "plain") return plain(paper);
  if (field === "bib") return writePapers([paper], "bib", hub, null);
  if (field === "withdrawn") return String(paper.withdrawn);
  if (field === "title") return paperMetadata(await getListedPaper(key), hub, "Quire").title;
  return typesetMath(paper.abstract)
    .map((part) => (part.kind === "text" ? part.text : ""))
    .join("");
}

/** The texts of every export that has them. */
function plain(paper: Cited): string {
  return (["csv", "ris", "csl.json", "md"] as const)
    .map((format) => writePapers([paper], format, hub, null))
    .join("\n");
}
