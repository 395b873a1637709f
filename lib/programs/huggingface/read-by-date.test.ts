import { expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { paperShape } from "@/lib/programs/huggingface/contract";
import { listByDate } from "@/lib/programs/huggingface/read-papers";
import { papersQuery } from "@/lib/programs/huggingface/requests";

withTestDb();

it("pages through all listed papers by publication, each once, even if several have the same time", async () => {
  const published = [
    "2026-03-01T10:00:00.123Z",
    "2026-03-02T10:00:00Z",
    "2026-03-02T10:00:00Z",
    "2017-06-12T10:00:00Z",
  ];
  const made: { key: string }[] = [];
  for (const publishedAt of published) made.push(await makePaper({ publishedAt }));
  await makePaper({ publishedAt: "2026-03-03T10:00:00Z", status: "hidden" });
  const walked = [];
  let cursor: string | null = "";
  for (let pages = 0; cursor !== null && pages < 9; pages++) {
    const query = papersQuery.parse({ limit: "1", ...(cursor && { cursor }) });
    const page: Awaited<ReturnType<typeof listByDate>> = await listByDate(query);
    walked.push(...page.items);
    cursor = page.next;
  }
  expect(cursor).toBeNull();
  expect(walked.map(({ id }) => id)).toEqual([2, 1, 0, 3].map((i) => made[i]?.key));
  for (const paper of walked)
    expect(paperShape.strict().safeParse(JSON.parse(JSON.stringify(paper))).error).toBeUndefined();
});

it("gives everything at once if the page is large enough", async () => {
  const page = await listByDate(papersQuery.parse({ limit: "100" }));
  expect(page.items).toHaveLength(4);
  expect(page.next).toBeNull();
});
