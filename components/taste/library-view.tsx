import { ActionForm } from "@/components/action-form";
import { TitleText } from "@/components/ui/math-text";
import { PageNav } from "@/components/ui/page-nav";
import { shortDay } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import type { LibraryPage, LibraryRow } from "@/lib/feeds/taste/library";
import { addressAfter } from "@/lib/programs/formats/formats";
import { takeOutOfLibrary } from "@/lib/web/actions/interests";

type Props = {
  page: LibraryPage;
  /** Whether this is not the first page. */
  further: boolean;
};

const address = "/interests/library";

/** The reader's imported papers, each with a button to remove it. */
export function LibraryView({ page: { count, rows, next }, further }: Props) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/interests">Your interests</a>
      </p>
      <h1 className="title">Imported papers</h1>
      <p className="mb-6 text-soft">
        {count > 0 && `${counted(count, "paper")}, the last first. `}
        Your interests no longer follow a paper that you remove, unless you also upvoted or saved it.{" "}
        <a href="/first-steps/papers" className="link">
          Import more papers
        </a>
      </p>
      {rows.length === 0 && (
        <p className="border-t border-line py-12 text-center text-soft">
          {count === 0 ? "You have imported no papers." : "Nothing more."}
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      <div className="border-t border-line">
        <PageNav first={further ? address : null} next={next && addressAfter(address, next)} />
      </div>
    </main>
  );
}

const stateWords = {
  held: "",
  title: " · its title alone: this hub does not hold it",
  waiting: " · waiting for arXiv",
  unknown: " · not found on arXiv",
};

function Line({ row }: { row: LibraryRow }) {
  const { id, title, state, here, learnt, importedAt } = row;
  return (
    <li className="flex items-baseline gap-4 border-t border-line py-2">
      <div className="min-w-0 grow wrap-anywhere">
        {here ? (
          <a href={`/papers/${id}`}>
            <TitleText text={title} />
          </a>
        ) : (
          title
        )}
        <span className="hint block">
          {shortDay(importedAt)}
          {stateWords[state]}
          {state === "held" && !learnt && " · removed from your interests, which no longer follow it"}
        </span>
      </div>
      <ActionForm action={takeOutOfLibrary} submit="Remove" label={`Remove: ${title}`} quiet>
        <input type="hidden" name="key" value={id} />
      </ActionForm>
    </li>
  );
}
