type Props = { placeholder: string; words?: string; className?: string };

/** A field that a search is typed into, with suggestions where scripts run. */
export function SearchInput({ placeholder, words, className }: Props) {
  return (
    <input
      type="search"
      name="q"
      data-find
      data-suggest
      aria-label="Search papers"
      placeholder={placeholder}
      defaultValue={words}
      maxLength={1000}
      autoComplete="off"
      spellCheck={false}
      className={className}
    />
  );
}
