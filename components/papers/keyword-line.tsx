type Props = {
  /** Those that came with the paper. */
  own: string[];
  /** Those that a program found in its text. */
  found: string[];
};

/** The paper's keywords as a journal prints them, each of them a search. */
export function KeywordLine({ own, found }: Props) {
  const known = new Set(own.map((keyword) => keyword.toLowerCase()));
  const others = found.filter((keyword) => !known.has(keyword.toLowerCase()));
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
