type Props = {
  /** Address of the first page; null on that page. */
  first: string | null;
  next: string | null;
};

/** Links to the first and the next page of a list. */
export function PageNav({ first, next }: Props) {
  return (
    <nav aria-label="Pages" className="flex justify-between gap-4 pt-6">
      {first ? (
        <a href={first} className="btn">
          First page
        </a>
      ) : (
        <span />
      )}
      {next && (
        <a href={next} className="btn" rel="next">
          More papers
        </a>
      )}
    </nav>
  );
}
