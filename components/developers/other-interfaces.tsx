import { Section } from "@/components/developers/guide";

type Props = { hubUrl: string; paper: string };

/** The guide to interfaces other than the API: feeds, exports, OAI-PMH, badges, oEmbed and Hugging Face clients. */
export function OtherInterfaces({ hubUrl, paper }: Props) {
  return (
    <Section id="doors" title="Other doors">
      <p>
        <b>Feeds.</b> Every list has one: put <code>/feeds</code> before its address and <code>.atom</code>,{" "}
        <code>.rss</code> or <code>.json</code> behind it. The trending page is{" "}
        <a href="/feeds/trending.atom">/feeds/trending.atom</a>, the newest papers are{" "}
        <a href="/feeds/new.rss">/feeds/new.rss</a>.
      </p>
      <p>
        <b>References.</b> A paper’s page with <code>.bib</code>, <code>.ris</code>, <code>.csl.json</code>,{" "}
        <code>.csv</code> or <code>.md</code> behind it is that paper as BibTeX, RIS, CSL-JSON, CSV or
        Markdown: <a href={`/papers/${paper}.bib`}>/papers/{paper}.bib</a>. Lists take the same endings, such
        as <a href="/feeds/new.bib">/feeds/new.bib</a>, and name their next page in a <code>Link</code>{" "}
        header. Zotero’s connector finds the paper of a page and the papers of a list.
      </p>
      <p>
        <b>Harvesting.</b> OAI-PMH 2.0 answers at <a href="/oai?verb=Identify">/oai</a>, in{" "}
        <code>oai_dc</code> and in arXiv’s own format; topics are its sets, such as <code>cs:cs:CL</code>.
      </p>
      <p>
        <b>Badge and oEmbed.</b> <a href={`/papers/${paper}/badge.svg`}>/papers/{paper}/badge.svg</a> shows a
        paper’s upvotes in a README, and <code>/oembed?url={`${hubUrl}/papers/${paper}`}</code> says how to
        quote it on a page.
      </p>
      <p>
        <b>Programs made for Hugging Face Papers</b> work here when told another address:{" "}
        <code>HF_ENDPOINT={hubUrl}</code>. <code>/papers</code>, <code>/papers/trending</code>,{" "}
        <code>/papers/date/…</code> and <code>/papers/submit</code> lead to the pages of this hub.{" "}
        <a href="/.well-known/openapi.json">/.well-known/openapi.json</a> describes what such programs may
        call together with the hub’s own API.
      </p>
    </Section>
  );
}
