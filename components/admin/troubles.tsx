import type { HubState } from "@/lib/web/pages/admin";

/** What is wrong with the hub, one problem each; how many papers wait; and whether it was told not to pull from arXiv. */
export function Troubles({ troubles, pulling, waiting }: HubState) {
  return (
    <>
      {troubles.length > 0 ? (
        <ul className="error my-4">
          {troubles.map((trouble) => (
            <li key={trouble} className="break-words">
              {trouble}
            </li>
          ))}
        </ul>
      ) : (
        <p className="my-4 text-soft">No problems found.</p>
      )}
      {waiting && <p className="my-4 text-soft">{waiting}</p>}
      {!pulling && (
        <p className="my-4 text-soft">
          This hub does not pull papers from arXiv, because ARXIV_PULL is off. New papers come from imports
          and submissions only.
        </p>
      )}
    </>
  );
}
