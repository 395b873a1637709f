import type { Kept } from "@/lib/privacy/kept";

type Props = {
  kept: Kept[];
  /** Whether the hub makes backups by itself. */
  backups: boolean;
  /** Whether searches are sent to a server that computes embeddings. */
  embeddingServer: boolean;
};

/** Everything that the hub keeps about people: what, for how long, and how to be rid of it. */
export function KeptList({ kept, backups, embeddingServer }: Props) {
  return (
    <div className="prose-narrow">
      <p>
        No trackers, no advertising, nothing from other sites on these pages. What you search for is not
        stored.{" "}
        {embeddingServer &&
          "Searches are sent to another server that compares meanings, without saying whose they are. "}
        In your <a href="/settings#export">settings</a> you can export everything as one file, or delete the
        account. Deleting it deletes all that is listed here, except where the list says what stays; what
        stays names nobody.
      </p>
      {backups && (
        <p>
          The hub makes a backup each night and keeps the last seven, so what you delete is gone from them
          after a week.
        </p>
      )}
      {kept.map(({ id, title, what, until, remove }) => (
        <section key={id} id={id}>
          <h2>{title}</h2>
          <p className="mt-2">{what}</p>
          <dl className="mt-3 grid gap-x-5 gap-y-1 text-[15px] sm:grid-cols-[9.5rem_1fr]">
            <dt className="text-faint">For how long</dt>
            <dd className="mb-2 sm:mb-0">{until}</dd>
            <dt className="text-faint">How to delete it</dt>
            <dd>{remove}</dd>
          </dl>
        </section>
      ))}
    </div>
  );
}
