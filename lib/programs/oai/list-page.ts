import { z } from "zod";
import { maxId } from "@/lib/base/row-id";
import { metadataFormats } from "@/lib/programs/oai/metadata";
import { listRecords, type OaiPaper, type Place } from "@/lib/programs/oai/records";
import { noFormat, OaiRefusal, type OaiRequest, readRequest, readWindow } from "@/lib/programs/oai/request";
import { topicsOfSet } from "@/lib/programs/oai/sets";

const text = z.string().nullable();
const latest = Date.UTC(9999, 11, 31);
const shape = z.tuple([
  z.string(),
  z.string(),
  text,
  text,
  text,
  z.int().min(0).max(latest),
  z.int().min(0).max(maxId),
  z.int().positive(),
] as const);

/**
 * A resumption token: a list's request and the place to continue. It is not signed, because it permits nothing that a
 * harvester could not ask for itself, and it never expires.
 */
function writeToken({ verb, args }: OaiRequest, { at, id, cursor }: Place): string {
  const { metadataPrefix = "", set = null, from = null, until = null } = args;
  const parts = [verb, metadataPrefix, set, from, until, at.getTime(), id, cursor];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * The request and the place that a token contains; the request is still to be validated like any other.
 * @throws OaiRefusal badResumptionToken for an invalid token, or one of another verb
 */
function readToken(token: string, verb: string): { query: URLSearchParams; place: Place } {
  const parts = parse(token);
  if (parts?.[0] !== verb) throw badToken();
  const [, metadataPrefix, set, from, until, at, id, cursor] = parts;
  const given = Object.entries({ verb, metadataPrefix, set, from, until });
  const query = new URLSearchParams(given.filter((pair): pair is [string, string] => pair[1] !== null));
  return { query, place: { at: new Date(at), id, cursor } };
}

/** The refusal for a resumption token that was not made for this list. */
export function badToken(): OaiRefusal {
  return new OaiRefusal("badResumptionToken", "This is no token of this list. Ask for the list again.");
}

function parse(token: string): z.output<typeof shape> | null {
  try {
    return shape.safeParse(JSON.parse(Buffer.from(token, "base64url").toString())).data ?? null;
  } catch {
    return null;
  }
}

/** One page of a list: the papers, the requested prefix, and the element with the resumption token, if any. */
type OaiPage = { papers: OaiPaper[]; prefix: string; resumption: object };

/**
 * A page of at most `size` records, for a new request or a token.
 * @throws OaiRefusal for invalid arguments; noRecordsMatch for an empty page
 */
export async function listPage(request: OaiRequest, size: number): Promise<OaiPage> {
  const token = request.args.resumptionToken;
  const { asked, place } =
    token === undefined ? { asked: request, place: null } : resume(token, request.verb);
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
  const resumption = next || place ? { resumptionToken: { "@_cursor": cursor, "#text": next ?? "" } } : {};
  return { papers, prefix, resumption };
}

/** The request and place of a token. A request that breaks the rules means that the token was not made here. */
function resume(token: string, verb: string): { asked: OaiRequest; place: Place } {
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
