import type { FakePaper } from "./arxiv-papers";

/** A paper and the requested version; the first version is 1. */
export type RequestedPaper = { paper: FakePaper; version: number };

/** An answer of the Atom API. @param total the size of the whole result, not of this page */
export function atomFeed(entries: string[], total: number, start: number, max: number): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/fake</id>
  <title>arXiv Query</title>
  <updated>2026-08-21T00:00:00Z</updated>
  <opensearch:itemsPerPage>${max}</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>${start}</opensearch:startIndex>
${entries.join("\n")}
</feed>
`;
}

export function atomEntry({ paper, version }: RequestedPaper): string {
  const id = `${paper.id}v${version}`;
  const link = `<link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>`;
  return `  <entry>
    <id>http://arxiv.org/abs/${id}</id>
    <title>${escapeXml(paper.title)}</title>
    <updated>${paper.versions[version - 1]}</updated>
    ${link}
    <link href="https://arxiv.org/pdf/${id}" rel="related" type="application/pdf" title="pdf"/>
    <summary>  ${escapeXml(paper.abstract)}
</summary>
    ${paper.categories.map((term) => `<category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`).join("\n    ")}
    <published>${paper.versions[0]}</published>
    ${optional("arxiv:comment", paper.comment)}${optional("arxiv:journal_ref", paper.journalRef)}
    <arxiv:primary_category term="${paper.categories[0]}"/>${optional("arxiv:doi", paper.doi)}
    ${paper.authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`).join("\n    ")}
  </entry>`;
}

export function atomError(reason: string, anchor: string): string {
  return `  <entry>
    <id>http://arxiv.org/api/errors#${anchor}</id>
    <title>Error</title>
    <summary>${escapeXml(reason)}</summary>
    <updated>2026-08-21T00:00:00Z</updated>
    <link href="http://arxiv.org/api/errors#${anchor}" rel="alternate" type="text/html"/>
    <author><name>arXiv api core</name></author>
  </entry>`;
}

/** An answer of OAI-PMH around `<ListRecords>` or `<error>`. */
export function oaiDocument(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<responseDate>2026-08-21T00:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="arXiv">https://oaipmh.arxiv.org/oai</request>
${inside}
</OAI-PMH>
`;
}

export function oaiError(code: string, reason: string): string {
  return oaiDocument(`<error code="${code}">${escapeXml(reason)}</error>`);
}

export function oaiRecord(paper: FakePaper, setSpecs: string[]): string {
  const specs = setSpecs.map((spec) => `<setSpec>${spec}</setSpec>`).join("");
  const inside = `<identifier>oai:arXiv.org:${paper.id}</identifier><datestamp>${stampOf(paper)}</datestamp>${specs}`;
  if (paper.deleted) return `<record><header status="deleted">${inside}</header></record>`;
  const updated = paper.versions.length > 1 ? `<updated>${stampOf(paper)}</updated>` : "";
  return `<record><header>${inside}</header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>${paper.id}</id><created>${paper.versions[0].slice(0, 10)}</created>${updated}
<authors>${paper.authors.map(oaiAuthor).join("")}</authors><title>${escapeXml(paper.title)}</title>
<categories>${paper.categories.filter((id) => /^[a-z-]+(\.|$)/.test(id)).join(" ")}</categories>${optional("comments", paper.comment)}
${optional("journal-ref", paper.journalRef)}${optional("doi", paper.doi)}<license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license>
<abstract>  ${escapeXml(paper.abstract)}
</abstract></arXiv></metadata></record>`;
}

/** The day of a record's last change, as OAI-PMH reports it. */
export function stampOf(paper: FakePaper): string {
  return (paper.versions.at(-1) ?? paper.versions[0]).slice(0, 10);
}

function oaiAuthor(name: string): string {
  if (name.endsWith("Collaboration")) return `<author><keyname>${escapeXml(name)}</keyname></author>`;
  const [, forenames = "", keyname = name] = /^(.*) (\S+)$/.exec(name) ?? [];
  return `<author><keyname>${escapeXml(keyname)}</keyname><forenames>${escapeXml(forenames)}</forenames></author>`;
}

function optional(element: string, text: string | undefined): string {
  return text === undefined ? "" : `<${element}>${escapeXml(text)}</${element}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
