import { z } from "zod";
import { isoDay } from "@/lib/base/time";
import { arxivUrl } from "@/lib/papers/arxiv/ids";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { fullFamilyName, sortableName, splitName } from "@/lib/papers/names";
import { topicName } from "@/lib/papers/topics/topics";
import { citedDoi } from "@/lib/programs/formats/csl";
import type { OaiPaper } from "@/lib/programs/oai/records";

type MetadataFormat = {
  schema: string;
  namespace: string;
  /** Whether the format can describe a paper. */
  fits: (paper: Pick<OaiPaper, "key" | "abstractKind">) => boolean;
  write: (paper: OaiPaper, hubUrl: string) => object;
};

/** The metadata formats by prefix: Dublin Core for everybody, and arXiv's own, which other hubs read. */
export const metadataFormats: ReadonlyMap<string, MetadataFormat> = new Map<string, MetadataFormat>([
  [
    "oai_dc",
    {
      schema: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
      namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/",
      fits: () => true,
      write: toDublinCore,
    },
  ],
  [
    "arXiv",
    {
      schema: "http://arxiv.org/OAI/arXiv.xsd",
      namespace: "http://arxiv.org/OAI/arXiv/",
      // Another hub would take a summary by this hub for the abstract.
      fits: ({ key, abstractKind }) => isArxivKey(key) && abstractKind === "abstract",
      write: toArxiv,
    },
  ],
]);

function toDublinCore(paper: OaiPaper, hubUrl: string): object {
  const doi = citedDoi(paper);
  const source = isArxivKey(paper.key) ? arxivUrl(paper.key) : paper.sourceUrl;
  return {
    "oai_dc:dc": {
      ...schemaOf("oai_dc", "@_xmlns:oai_dc"),
      "@_xmlns:dc": "http://purl.org/dc/elements/1.1/",
      "dc:title": plainText(paper.title),
      "dc:creator": paper.authors.map((name, i) => sortableName(name, paper.familyNames[i])),
      "dc:subject": [...paper.topics.map(topicName), ...paper.keywords],
      "dc:description": [paper.abstract, paper.comment].filter((text) => text !== null).map(plainText),
      "dc:date": isoDay(paper.publishedAt),
      "dc:type": "text",
      "dc:identifier": [`${hubUrl}/papers/${paper.key}`, source, doi && `doi:${doi}`].filter(Boolean),
      ...(paper.journalRef && { "dc:source": plainText(paper.journalRef) }),
      "dc:relation": [paper.codeUrl, paper.projectUrl].filter(Boolean),
      ...(paper.licence && { "dc:rights": paper.licence }),
    },
  };
}

const versions = z.array(z.object({ at: z.coerce.date() })).catch([]);

// Title and abstract keep their LaTeX, as in arXiv's own records.
function toArxiv(paper: OaiPaper): object {
  const revised = versions.parse(paper.versions).slice(1).at(-1);
  return {
    arXiv: {
      ...schemaOf("arXiv", "@_xmlns"),
      id: paper.key,
      created: isoDay(paper.publishedAt),
      ...(revised && { updated: isoDay(revised.at) }),
      authors: { author: paper.authors.map((name, i) => toArxivAuthor(name, paper.familyNames[i])) },
      title: paper.title,
      categories: paper.topics.join(" "),
      ...(paper.comment && { comments: paper.comment }),
      ...(paper.journalRef && { "journal-ref": paper.journalRef }),
      ...(paper.doi && { doi: paper.doi }),
      ...(paper.licence && { license: paper.licence }),
      abstract: paper.abstract,
    },
  };
}

function toArxivAuthor(name: string, told = ""): object {
  const parts = splitName(name, told);
  if ("literal" in parts) return { keyname: parts.literal };
  return {
    keyname: fullFamilyName(parts),
    ...(parts.given && { forenames: parts.given }),
    ...(parts.suffix && { suffix: parts.suffix }),
  };
}

function schemaOf(prefix: string, xmlns: string): Record<string, string> {
  const { namespace = "", schema = "" } = metadataFormats.get(prefix) ?? {};
  return { [xmlns]: namespace, "@_xsi:schemaLocation": `${namespace} ${schema}` };
}
