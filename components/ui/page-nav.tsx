type Props = {
  /** Of the first page; null on it. */
  first: string | null;
  next: string | null;
};

/** The way back to the first page of a list, and on to the next. */
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
