import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { MathText } from "@/components/ui/math-text";
import { findKeyByWords, listByTitle } from "@/lib/papers/find";
import type { PageProps } from "@/lib/web/page-props";

export const metadata: Metadata = { title: "Go to a paper", robots: { index: false } };

export default async function GoPage({ searchParams }: PageProps) {
  const words = String((await searchParams).to ?? "").trim();
  const key = words && (await findKeyByWords(words));
  if (key) redirect(`/papers/${key}`);
  const papers = words.length > 2 ? await listByTitle(words) : [];
  return (
    <main id="main" className="narrow">
      <h1 className="title">Go to a paper</h1>
      <form action="/go" className="flex gap-2">
        <input
          name="to"
          className="field"
          defaultValue={words}
          maxLength={300}
          aria-label="arXiv id, address, DOI or words of the title"
        />
        <button type="submit" className="btn btn-solid">
          Go
        </button>
      </form>
      <p className="hint mt-2 mb-8">An arXiv id or address, a DOI, or words of the title.</p>
      <ul>
        {papers.map((paper) => (
          <li key={paper.key} className="flex justify-between gap-4 border-b border-line py-3">
            <a href={`/papers/${paper.key}`} className="font-serif text-[17px]">
              <MathText text={paper.title} />
            </a>
            <span className="text-faint tabular-nums">{paper.upvotes}</span>
          </li>
        ))}
      </ul>
      {words && papers.length === 0 && (
        <p className="text-soft">
          Nothing here is called that. If it is on arXiv, you can{" "}
          <a className="link" href={`/submit?id=${encodeURIComponent(words)}`}>
            submit it
          </a>
          .
        </p>
      )}
    </main>
  );
}
