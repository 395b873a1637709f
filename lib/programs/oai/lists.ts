import { metadataFormats } from "@/lib/programs/oai/formats";
import { listRecords, type OaiPaper } from "@/lib/programs/oai/records";
import { noFormat, OaiRefusal } from "@/lib/programs/oai/refusal";
import { type OaiRequest, readRequest } from "@/lib/programs/oai/request";
import { topicsOfSet } from "@/lib/programs/oai/sets";
import { badToken, type Place, readToken, writeToken } from "@/lib/programs/oai/token";
import { readWindow } from "@/lib/programs/oai/window";

/** One page of a list: the papers, the prefix that was asked for, and the element that leads on, if there is one. */
export type OaiPage = { papers: OaiPaper[]; prefix: string; way: object };

/**
 * A page of at most `size` records, asked for anew or by a token.
 * @throws OaiRefusal for what the protocol refuses; noRecordsMatch for an empty page
 */
export async function listPage(request: OaiRequest, size: number): Promise<OaiPage> {
  const token = request.args.resumptionToken;
  const { asked, place } = token === undefined ? { asked: request, place: null } : goOn(token, request.verb);
  const { metadataPrefix: prefix = "", set, from, until } = asked.args;
  const window = readWindow(from, until);
  if (!metadataFormats.has(prefix)) throw noFormat();
  const topics = set === undefined ? null : topicsOfSet(set);
  const wanted = { ...window, topics, arxivOnly: prefix === "arXiv" };
  const { papers, last } = await listRecords(wanted, place, size);
  if (papers.length === 0) throw new OaiRefusal("noRecordsMatch", "No paper fits all of this.");
  const cursor = place?.cursor ?? 0;
  const next = last && writeToken(asked, { ...last, cursor: cursor + size });
  // An empty token ends a list of several pages (§3.5).
  const way = next || place ? { resumptionToken: { "@_cursor": cursor, "#text": next ?? "" } } : {};
  return { papers, prefix, way };
}

/** What a token asks for keeps the same rules; one that does not was not made here. */
function goOn(token: string, verb: string): { asked: OaiRequest; place: Place } {
  const { query, place } = readToken(token, verb);
  try {
    const asked = readRequest(query);
    const { metadataPrefix = "", from, until } = asked.args;
    readWindow(from, until);
    if (metadataFormats.has(metadataPrefix)) return { asked, place };
  } catch {
    throw badToken();
  }
  throw badToken();
}
