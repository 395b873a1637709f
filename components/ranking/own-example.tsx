import { SumTable } from "@/components/papers/why";
import { TitleText } from "@/components/ui/math-text";
import type { FeedItem } from "@/lib/feeds/feed-item";

type Props = { paper: FeedItem | null; signedIn: boolean };

/** The sum of the first paper on the reader's own page. Signed-out readers are told where to find such sums. */
export function OwnExample({ paper, signedIn }: Props) {
  if (!paper?.sum)
    return signedIn ? null : (
      <p>
        <a href="/sign-in?next=/about/ranking">Sign in</a>, and the sum of your own first paper stands here.
        On your page every paper has its sum: press “why?”.
      </p>
    );
  return (
    <figure className="why sum">
      <figcaption>
        The first of your page now:{" "}
        <a href={`/papers/${paper.key}`}>
          <TitleText text={paper.title} />
        </a>
      </figcaption>
      <SumTable sum={paper.sum} />
    </figure>
  );
}
