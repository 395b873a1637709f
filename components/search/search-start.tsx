import { HowToType } from "@/components/search/how-to-type";
import { IndexNote } from "@/components/search/index-note";
import { SearchField } from "@/components/search/search-field";
import { topicName } from "@/lib/papers/topics/topics";
import type { StatedProgress } from "@/lib/search/index-progress";
import type { Example } from "@/lib/search/query-examples";

type Props = {
  examples: Example[];
  /** Ids of topics with more papers than usual. */
  topics: string[];
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
};

/** The search page without a query. */
export function SearchStart({ examples, topics, progress }: Props) {
  return (
    <main id="main" className="narrow" data-search>
      <p className="kicker">Words and meaning, in every title and abstract</p>
      <h1 className="title">Search papers</h1>
      <search>
        <form action="/search" data-search-form>
          <SearchField words="" />
        </form>
      </search>
      <p className="hint mt-2">
        Say it as you would to a colleague, or give an arXiv id, a DOI or an author.{" "}
        <a href="/similar" className="link">
          Or paste an abstract
        </a>
      </p>
      <IndexNote progress={progress} />
      <section className="mt-12">
        <h2 className="mb-4 text-xl">What you can type</h2>
        <HowToType examples={examples} />
      </section>
      {topics.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-3 text-xl">Or look around</h2>
          <p className="flex flex-wrap gap-x-5 gap-y-2 text-[14px]">
            {topics.map((topic) => (
              <a key={topic} href={`/topics/${topic}`}>
                {topicName(topic)}
              </a>
            ))}
          </p>
        </section>
      )}
    </main>
  );
}
