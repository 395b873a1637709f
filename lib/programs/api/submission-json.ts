import { z } from "zod";
import type { OwnEntry } from "@/lib/community/submissions/by-hand";
import { duplicateSentence } from "@/lib/community/submissions/duplicates";
import type { Prepared } from "@/lib/community/submissions/submissions";
import { moment } from "@/lib/programs/api/inputs";
import { paperUrl } from "@/lib/programs/api/paper-json";

export const preview = z
  .object({
    kind: z
      .enum(["here", "same", "new"])
      .describe("It is here already, the same work is here under another id, or it is new."),
    id: z.string().describe("The paper's id here, or the one it would have."),
    title: z.string(),
    authors: z.array(z.string()),
    topics: z.array(z.string()),
    abstract: z.string().nullable(),
    publishedAt: moment.nullable(),
    note: z.string().nullable().describe("Why it cannot be submitted, if it cannot."),
  })
  .meta({ id: "SubmissionPreview", description: "What a submission would bring." });

export const submittedPaper = z
  .object({
    id: z.string(),
    isNew: z.boolean().describe("Whether you brought it just now."),
    url: z.string(),
  })
  .meta({ id: "SubmittedPaper" });

export const entryList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: z.enum(["pending", "declined"]),
        submittedAt: moment.nullable(),
      }),
    ),
  })
  .meta({ id: "EntryList", description: "Papers entered by hand that are not listed." });

export function toPreviewJson(found: Prepared): z.input<typeof preview> {
  if (found.kind === "duplicate") {
    const { key, title } = found.duplicate;
    const unknown = { authors: [], topics: [], abstract: null, publishedAt: null };
    return { kind: "same", id: key, title, ...unknown, note: duplicateSentence(found.duplicate) };
  }
  const paper = found.kind === "here" ? { ...found.paper, id: found.paper.key } : fromRecord(found);
  return {
    kind: found.kind,
    id: paper.id,
    title: paper.title,
    authors: paper.authors,
    topics: paper.topics,
    abstract: paper.abstract,
    publishedAt: paper.publishedAt.toISOString(),
    note: null,
  };
}

export function toSubmittedJson({
  key,
  isNew,
}: {
  key: string;
  isNew: boolean;
}): z.input<typeof submittedPaper> {
  return { id: key, isNew, url: paperUrl(key) };
}

export function toEntryJson({ key, title, status, submittedAt }: OwnEntry) {
  const shown = status === "declined" ? ("declined" as const) : ("pending" as const);
  return { id: key, title, status: shown, submittedAt: submittedAt?.toISOString() ?? null };
}

function fromRecord({ record }: Extract<Prepared, { kind: "new" }>) {
  return { ...record, id: record.arxivId };
}
