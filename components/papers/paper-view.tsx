import { AskedVersion } from "@/components/papers/asked-version";
import { ClaimBox } from "@/components/papers/claim-box";
import { Comments } from "@/components/papers/comments";
import { CuratorBox } from "@/components/papers/curator-box";
import { KeywordLine } from "@/components/papers/keyword-line";
import { LinkBox } from "@/components/papers/link-box";
import { LinkList } from "@/components/papers/link-list";
import { PaperAside } from "@/components/papers/paper-aside";
import { PaperHead } from "@/components/papers/paper-head";
import { SummaryNote } from "@/components/papers/summary-note";
import { SimilarPapers } from "@/components/search/similar-papers";
import { JsonLd } from "@/components/ui/json-ld";
import { MathText } from "@/components/ui/math-text";
import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { isArxivKey } from "@/lib/papers/links";
import { paperJsonLd } from "@/lib/papers/metadata";
import { canCurate } from "@/lib/people/policy";
import { toBibtex } from "@/lib/programs/formats/bibtex";
import { type PaperFormat, paperFile, paperFormats } from "@/lib/programs/formats/formats";
import type { PaperPage } from "@/lib/web/pages/paper";

type Props = {
  page: PaperPage;
  /** The version that the address names. */
  asked: number | null;
  hubUrl: string;
};

const headings = {
  abstract: "Abstract",
  summary: "Summary, until the abstract can be fetched from arXiv",
  notice: "Notice of withdrawal, in place of the abstract",
};

/** A paper's page. */
export function PaperView({ page, asked, hubUrl }: Props) {
  const { paper, viewer, discussion, similar, derived } = page;
  return (
    <div className="cols" data-paper>
      <JsonLd data={paperJsonLd(paper, hubUrl)} />
      <main id="main">
        {asked !== null && isArxivKey(paper.key) && <AskedVersion paper={paper} asked={asked} />}
        <PaperHead page={page} />
        <SummaryNote {...derived} />
        <section aria-labelledby="abstract" className="border-t border-line pt-6">
          <h2 id="abstract" className="kicker mb-2 !font-sans !font-normal">
            {headings[abstractKindOf(paper)]}
          </h2>
          <p className="whitespace-pre-line font-serif text-[17.5px] leading-relaxed" dir="auto">
            <MathText text={paper.abstract} links />
          </p>
          {paper.comment && (
            <p className="mt-4 text-[14px] text-soft">
              <MathText text={paper.comment} links />
            </p>
          )}
          <LinkList links={page.links} />
          {page.maySetLinks && (
            <LinkBox paperKey={paper.key} links={page.links} organization={paper.organization} />
          )}
          <KeywordLine own={paper.keywords} found={derived.keywords} />
        </section>
        <Comments paper={paper} discussion={discussion} viewer={viewer} />
        <SimilarPapers papers={similar} progress={page.progress} />
        <Bibtex text={toBibtex([paper])} paperKey={paper.key} />
        <ClaimBox paper={paper} />
        {viewer && canCurate(viewer) && <CuratorBox paper={paper} />}
      </main>
      <PaperAside page={page} hubUrl={hubUrl} />
    </div>
  );
}

function Bibtex({ text, paperKey }: { text: string; paperKey: string }) {
  return (
    <section aria-labelledby="cite" className="mt-10 border-t border-line pt-6">
      <div className="mb-3 flex items-baseline justify-between">
        <h2 id="cite" className="text-xl">
          Cite
        </h2>
        <button type="button" data-copy="#bibtex" data-needs-script className="btn">
          Copy BibTeX
        </button>
      </div>
      <pre
        id="bibtex"
        className="whitespace-pre-wrap rounded-lg border border-line bg-raised p-4 text-[12.5px] leading-5"
      >
        {text}
      </pre>
      <p className="meta">
        <span>Take along as</span>
        {Object.entries(paperFormats).map(([format, { name }]) => (
          <a key={format} href={paperFile(paperKey, format as PaperFormat)} rel="nofollow">
            {name}
          </a>
        ))}
      </p>
    </section>
  );
}
