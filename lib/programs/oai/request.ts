import { dayMs, isDay } from "@/lib/base/time";

type OaiCode =
  | "badVerb"
  | "badArgument"
  | "badResumptionToken"
  | "cannotDisseminateFormat"
  | "idDoesNotExist"
  | "noRecordsMatch"
  | "noMetadataFormats";

/** A request that OAI-PMH answers with an error element (§3.6 of the protocol). */
export class OaiRefusal extends Error {
  constructor(
    readonly code: OaiCode,
    message: string,
  ) {
    super(message);
    this.name = "OaiRefusal";
  }
}

/** The refusal for a metadata prefix that is unknown or does not fit the record. */
export function noFormat(): OaiRefusal {
  return new OaiRefusal("cannotDisseminateFormat", "There is no metadata in this format.");
}

const listArguments = { metadataPrefix: "needed", from: "", until: "", set: "", resumptionToken: "alone" };

/** The arguments of each verb (§4 of the protocol): "needed", optional (""), or "alone" without any other. */
const verbs = {
  Identify: {},
  ListMetadataFormats: { identifier: "" },
  ListSets: { resumptionToken: "alone" },
  GetRecord: { identifier: "needed", metadataPrefix: "needed" },
  ListIdentifiers: listArguments,
  ListRecords: listArguments,
} as const;

export type Verb = keyof typeof verbs;

type ArgumentName = "identifier" | "resumptionToken" | keyof typeof listArguments;

/** A request with valid arguments. */
export type OaiRequest = { verb: Verb; args: Partial<Record<ArgumentName, string>> };

// Prefixes and the parts of a setSpec consist of the unreserved characters of URIs.
const name = "[\\w.!~*'()-]+";
const forms: Record<string, RegExp> = {
  metadataPrefix: new RegExp(`^${name}$`),
  set: new RegExp(`^${name}(:${name})*$`),
  resumptionToken: /^\S+$/,
  identifier: /^\S+$/,
};

/**
 * Reads the arguments of a request.
 * @throws OaiRefusal badVerb; badArgument for a missing, repeated, unknown or malformed argument
 */
export function readRequest(given: URLSearchParams): OaiRequest {
  const verb = readVerb(given.getAll("verb"));
  const known: Record<string, string> = verbs[verb];
  const names = [...given.keys()].filter((key) => key !== "verb");
  for (const key of names) {
    if (!Object.hasOwn(known, key)) throw bad(`${verb} takes no ${shown(key)}.`);
    if (given.getAll(key).length > 1) throw bad(`${key} is given more than once.`);
    if (forms[key]?.test(given.get(key) ?? "") === false) throw bad(`${key} is not spelled as it should be.`);
  }
  checkTogether(names, known);
  return { verb, args: Object.fromEntries(names.map((key) => [key, given.get(key) ?? ""])) };
}

function readVerb(given: string[]): Verb {
  const [verb = ""] = given;
  if (given.length > 1) throw new OaiRefusal("badVerb", "There is more than one verb.");
  if (!Object.hasOwn(verbs, verb))
    throw new OaiRefusal("badVerb", `The verb is one of ${Object.keys(verbs).join(", ")}.`);
  return verb as Verb;
}

function checkTogether(names: string[], known: Record<string, string>): void {
  const alone = names.find((key) => known[key] === "alone");
  if (alone && names.length > 1) throw bad(`${alone} stands alone.`);
  const missing = Object.keys(known).find((key) => known[key] === "needed" && !names.includes(key));
  if (missing && !alone) throw bad(`${missing} is missing.`);
}

function shown(key: string): string {
  return key ? `argument ${key.slice(0, 40)}` : "argument without a name";
}

/** The time in which records must have changed: from `start` until before `end`; null means unbounded. */
export type OaiWindow = { start: Date | null; end: Date | null };

// PostgreSQL and JavaScript write years of this range alike, and no paper changed outside of it.
const earliest = 0;
const latest = Date.UTC(9999, 11, 31);

/**
 * The time from `from` to `until`, both included, given as days or as seconds in UTC.
 * @throws OaiRefusal badArgument
 */
export function readWindow(from: string | undefined, until: string | undefined): OaiWindow {
  const [first, last] = [from, until].map((text) => (text === undefined ? null : readDate(text)));
  if (first && last && first.span !== last.span) throw bad("from and until are not of one granularity.");
  if (first && last && first.at > last.at) throw bad("from is later than until.");
  return { start: first ? bounded(first.at) : null, end: last ? bounded(last.at + last.span) : null };
}

/** A moment as OAI-PMH writes it: to the second, in UTC. */
export function datestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

function readDate(text: string): { at: number; span: number } {
  const [date = "", time, more] = text.split("T");
  // XML has no year 0.
  const known = isDay(date) && date >= "0001" && more === undefined;
  if (known && time === undefined) return { at: Date.parse(`${date}T00:00:00Z`), span: dayMs };
  if (known && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(time ?? ""))
    return { at: Date.parse(text), span: 1000 };
  throw bad("A date is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
}

function bounded(at: number): Date {
  return new Date(Math.min(Math.max(at, earliest), latest));
}

function bad(message: string): OaiRefusal {
  return new OaiRefusal("badArgument", message);
}
