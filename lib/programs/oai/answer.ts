import { canonicalKey } from "@/lib/papers/address";
import { writeXml } from "@/lib/programs/formats/xml";
import { badToken, listPage } from "@/lib/programs/oai/list-page";
import { metadataFormats } from "@/lib/programs/oai/metadata";
import { findEarliest, findRecord, type OaiPaper } from "@/lib/programs/oai/records";
import {
  datestamp,
  noFormat,
  OaiRefusal,
  type OaiRequest,
  readRequest,
  type Verb,
} from "@/lib/programs/oai/request";
import { listSets, setSpec } from "@/lib/programs/oai/sets";

/** The paper of an identifier such as `oai:hub.example:2601.05230`. @throws OaiRefusal idDoesNotExist */
async function getPaper(identifier: string, hubUrl: string): Promise<OaiPaper> {
  const start = identifierOf("", hubUrl);
  const key = identifier.startsWith(start) ? identifier.slice(start.length) : "";
  const paper = canonicalKey(key) === key ? await findRecord(key) : null;
  if (!paper) throw new OaiRefusal("idDoesNotExist", `There is no such record; they begin with ${start}`);
  return paper;
}

/** A record: its header, and metadata unless it is deleted. */
function toRecord(paper: OaiPaper, prefix: string, hubUrl: string): object {
  const metadata = metadataFormats.get(prefix)?.write(paper, hubUrl);
  return { header: toHeader(paper, hubUrl), ...(paper.status === "listed" && { metadata }) };
}

/** A record's header: identifier, time of its last change, sets. */
function toHeader({ key, status, updatedAt, topics }: OaiPaper, hubUrl: string): object {
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

type Repository = {
  name: string;
  hubUrl: string;
  /** Address of the hub's administrator. */
  email: string;
  now?: Date;
  /** Records on a page; 100 by default. */
  size?: number;
};

/**
 * Answers a request of OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html) with an XML document,
 * valid or not: records are papers, sets are topics, hidden papers are deleted records.
 */
export async function answerOai(given: URLSearchParams, repository: Repository): Promise<string> {
  const whole = { now: new Date(), size: 100, ...repository };
  const { request, content } = await answer(given, whole);
  return writeXml({
    "OAI-PMH": {
      "@_xmlns": "http://www.openarchives.org/OAI/2.0/",
      "@_xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "@_xsi:schemaLocation":
        "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
      responseDate: datestamp(whole.now),
      request: { ...attributesOf(request), "#text": `${whole.hubUrl}/oai` },
      ...content,
    },
  });
}

type Answering = Required<Repository>;
type Content = object | Promise<object>;

async function answer(given: URLSearchParams, repository: Answering) {
  let request: OaiRequest | null = null;
  try {
    request = readRequest(given);
    return { request, content: { [request.verb]: await verbs[request.verb](request, repository) } };
  } catch (reason) {
    if (!(reason instanceof OaiRefusal)) throw reason;
    const content = { error: { "@_code": reason.code, "#text": reason.message } };
    // Invalid arguments are not repeated as attributes (§3.6).
    return { request: reason.code === "badArgument" ? null : request, content };
  }
}

function attributesOf(request: OaiRequest | null): Record<string, string> {
  const given = request ? Object.entries({ verb: request.verb, ...request.args }) : [];
  return Object.fromEntries(given.map(([name, value]) => [`@_${name}`, value]));
}

const verbs: Record<Verb, (request: OaiRequest, repository: Answering) => Content> = {
  Identify: async (_, { name, hubUrl, email, now }) => ({
    repositoryName: name,
    baseURL: `${hubUrl}/oai`,
    protocolVersion: "2.0",
    adminEmail: email,
    earliestDatestamp: datestamp((await findEarliest()) ?? now),
    deletedRecord: "transient",
    granularity: "YYYY-MM-DDThh:mm:ssZ",
  }),
  ListMetadataFormats: listFormats,
  ListSets: ({ args }) => {
    if (args.resumptionToken !== undefined) throw badToken();
    return { set: listSets().map(({ spec, name }) => ({ setSpec: spec, setName: name })) };
  },
  GetRecord: async ({ args: { identifier = "", metadataPrefix = "" } }, { hubUrl }) => {
    const paper = await getPaper(identifier, hubUrl);
    if (!metadataFormats.get(metadataPrefix)?.fits(paper)) throw noFormat();
    return { record: toRecord(paper, metadataPrefix, hubUrl) };
  },
  ListIdentifiers: async (request, { hubUrl, size }) => {
    const { papers, resumption } = await listPage(request, size);
    return { header: papers.map((paper) => toHeader(paper, hubUrl)), ...resumption };
  },
  ListRecords: async (request, { hubUrl, size }) => {
    const { papers, prefix, resumption } = await listPage(request, size);
    return { record: papers.map((paper) => toRecord(paper, prefix, hubUrl)), ...resumption };
  },
};

async function listFormats({ args }: OaiRequest, { hubUrl }: Answering): Promise<object> {
  const paper = args.identifier === undefined ? null : await getPaper(args.identifier, hubUrl);
  if (paper?.status === "hidden") throw new OaiRefusal("noMetadataFormats", "This record is deleted.");
  const formats = [...metadataFormats].filter(([, { fits }]) => !paper || fits(paper));
  return {
    metadataFormat: formats.map(([metadataPrefix, { schema, namespace }]) => ({
      metadataPrefix,
      schema,
      metadataNamespace: namespace,
    })),
  };
}
