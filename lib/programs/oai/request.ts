import { OaiRefusal } from "@/lib/programs/oai/refusal";

const listArguments = { metadataPrefix: "needed", from: "", until: "", set: "", resumptionToken: "alone" };

/** What each verb takes (§4 of the protocol): what it needs, what it may have, and what stands alone. */
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

/** A request that keeps the rules about arguments. */
export type OaiRequest = { verb: Verb; args: Partial<Record<ArgumentName, string>> };

// URI unreserved signs, of which prefixes and the parts of a setSpec consist.
const name = "[\\w.!~*'()-]+";
const forms: Record<string, RegExp> = {
  metadataPrefix: new RegExp(`^${name}$`),
  set: new RegExp(`^${name}(:${name})*$`),
  resumptionToken: /^\S+$/,
  identifier: /^\S+$/,
};

/**
 * Reads the arguments of a request.
 * @throws OaiRefusal badVerb; badArgument for what is missing, repeated, unknown or misspelt
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

function bad(message: string): OaiRefusal {
  return new OaiRefusal("badArgument", message);
}

function shown(key: string): string {
  return key ? `argument ${key.slice(0, 40)}` : "argument without a name";
}
