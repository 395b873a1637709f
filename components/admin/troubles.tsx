type Props = {
  troubles: string[];
  /** Whether the hub pulls papers from arXiv. */
  pulling: boolean;
};

/** What is wrong with the hub, one problem each, and whether it was told not to pull from arXiv. */
export function Troubles({ troubles, pulling }: Props) {
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
      {!pulling && (
        <p className="my-4 text-soft">
          This hub does not pull papers from arXiv, because ARXIV_PULL is off. New papers come from imports
          and submissions only.
        </p>
      )}
    </>
  );
}
