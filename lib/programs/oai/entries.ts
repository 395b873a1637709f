import { canonicalKey } from "@/lib/papers/keys";
import { metadataFormats } from "@/lib/programs/oai/formats";
import { findRecord, type OaiPaper } from "@/lib/programs/oai/records";
import { OaiRefusal } from "@/lib/programs/oai/refusal";
import { setSpec } from "@/lib/programs/oai/sets";
import { datestamp } from "@/lib/programs/oai/window";

/** The paper of an identifier such as `oai:hub.example:2601.05230`. @throws OaiRefusal idDoesNotExist */
export async function getPaper(identifier: string, hubUrl: string): Promise<OaiPaper> {
  const start = identifierOf("", hubUrl);
  const key = identifier.startsWith(start) ? identifier.slice(start.length) : "";
  const paper = canonicalKey(key) === key ? await findRecord(key) : null;
  if (!paper) throw new OaiRefusal("idDoesNotExist", `There is no such record; they begin with ${start}`);
  return paper;
}

/** A record: its header, and metadata unless it is deleted. */
export function toRecord(paper: OaiPaper, prefix: string, hubUrl: string): object {
  const metadata = metadataFormats.get(prefix)?.write(paper, hubUrl);
  return { header: toHeader(paper, hubUrl), ...(paper.status === "listed" && { metadata }) };
}

/** What tells of a record when it changed and where it belongs. */
export function toHeader({ key, status, updatedAt, topics }: OaiPaper, hubUrl: string): object {
  return {
    ...(status === "hidden" && { "@_status": "deleted" }),
    identifier: identifierOf(key, hubUrl),
    datestamp: datestamp(updatedAt),
    setSpec: [...new Set(topics.map(setSpec))].filter((spec) => spec !== null),
  };
}

function identifierOf(key: string, hubUrl: string): string {
  return `oai:${new URL(hubUrl).hostname}:${key}`;
}
