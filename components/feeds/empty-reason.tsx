import { dayLabel } from "@/lib/base/date-words";
import type { EmptyList } from "@/lib/feeds/empty-list";

const sentences: Record<EmptyList["kind"], string> = {
  "hub-without-pull": "This hub has no papers yet, and it does not pull any from arXiv.",
  "hub-unreached":
    "This hub has no papers yet: it could not reach arXiv so far and tries again every half hour.",
  "hub-new": "This hub has no papers yet.",
  future: "This date is still to come.",
  "before-hub": "This was before the hub’s first papers.",
  never: "No papers here yet.",
  weekend: "arXiv announces nothing at weekends.",
  holiday: "arXiv announced nothing because of a holiday.",
  "not-yet": "Today’s papers have not arrived yet; they come in the course of the day.",
  "not-pulled": "No papers came today: this hub does not pull any from arXiv.",
  unreached:
    "The papers are missing because arXiv could not be reached; the hub tries again every half hour.",
  none: "No papers were announced then.",
};

type Props = {
  reason: EmptyList;
  today: string;
  /** A page with the papers of the nearest day; by default that day's own page. */
  href?: string | undefined;
  /** Replaces the sentence of a list that never had papers. */
  never?: string | undefined;
};

/** Why a list has no papers, and a link to the nearest day that has some. */
export function EmptyReason({ reason: { kind, day, isBefore }, today, href, never }: Props) {
  return (
    <>
      <p className="font-serif text-xl text-ink">{(kind === "never" && never) || sentences[kind]}</p>
      <p className="mt-2">
        {day ? (
          <a href={href ?? `/date/${day}`} className="link">
            {isBefore ? "Latest day" : "First day"}: {dayLabel(day, today)} →
          </a>
        ) : (
          <a href="/submit" className="link">
            Submit a paper
          </a>
        )}
      </p>
    </>
  );
}
