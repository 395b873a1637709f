type Props = {
  /** Keywords from the paper's source. */
  own: string[];
  /** Keywords that a program found in the paper's text. */
  found: string[];
};

/** A paper's keywords, each linked to a search; keywords from both sources are shown once. */
export function KeywordLine({ own, found }: Props) {
  const ownKeys = new Set(own.map((keyword) => keyword.toLowerCase()));
  const others = found.filter((keyword) => !ownKeys.has(keyword.toLowerCase()));
  return (
    <>
      <Line name="Keywords" keywords={own} />
      <Line
        name={own.length > 0 ? "Found in the text by a program" : "Keywords, found by a program"}
        keywords={others}
      />
    </>
  );
}

function Line({ name, keywords }: { name: string; keywords: string[] }) {
  if (keywords.length === 0) return null;
  return (
    <ul aria-label={name} className="meta mt-4 list-none">
      <li aria-hidden="true">{name}</li>
      {keywords.map((keyword) => (
        <li key={keyword}>
          <a href={`/search?q=${encodeURIComponent(keyword)}`} rel="nofollow">
            {keyword}
          </a>
        </li>
      ))}
    </ul>
  );
}
