import { expect, it } from "vitest";
import { oaiErrors } from "@/e2e/support/oai-schema";
import { answerOai } from "@/lib/programs/oai/answer";

const repository = { name: "A hub", hubUrl: "https://hub.example", email: "hub@hub.example" };
const list = "verb=ListIdentifiers&metadataPrefix=oai_dc";

it.each([
  ["", "badVerb"],
  ["verb=Nothing", "badVerb"],
  ["verb=constructor", "badVerb"],
  ["verb=Identify&verb=Identify", "badVerb"],
  ["verb=Identify&x=1", "badArgument"],
  ["verb=Identify&=1", "badArgument"],
  ["verb=GetRecord", "badArgument"],
  ["verb=GetRecord&metadataPrefix=oai_dc", "badArgument"],
  ["verb=ListRecords", "badArgument"],
  [`${list}&metadataPrefix=oai_dc`, "badArgument"],
  [`${list}&resumptionToken=x`, "badArgument"],
  [`${list}&from=2026`, "badArgument"],
  [`${list}&from=2026-02-30`, "badArgument"],
  [`${list}&from=2026-03-01T24:00:00Z`, "badArgument"],
  [`${list}&from=2026-03-01T10:00:00.5Z`, "badArgument"],
  [`${list}&from=`, "badArgument"],
  [`${list}&from=0000-01-01`, "badArgument"],
  [`${list}&from=2026-03-01&until=2026-03-02T00:00:00Z`, "badArgument"],
  [`${list}&from=2026-03-02&until=2026-03-01`, "badArgument"],
  [`${list}&set=a b`, "badArgument"],
  [`${list}&set=`, "badArgument"],
  ["verb=ListRecords&metadataPrefix=a%01b", "badArgument"],
])("%s is %s, and is not repeated", async (query, code) => {
  const xml = await answerOai(new URLSearchParams(query), repository);
  expect(xml).toContain(`<request>https://hub.example/oai</request><error code="${code}">`);
  expect(await oaiErrors(xml)).toEqual([]);
});
