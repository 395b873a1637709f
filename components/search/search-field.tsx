import { SearchIcon } from "@/components/ui/icons";

type Props = { placeholder: string; words?: string; className?: string };

/** The input of a search, with suggestions where scripts run. */
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

/** The search input of the search page, as large as a title. */
export function SearchField({ words }: { words: string }) {
  return (
    <div className="search-line">
      <SearchInput placeholder="Words, authors, an arXiv id" words={words} />
      <button type="submit" aria-label="Search" className="p-2 text-soft">
        <SearchIcon />
      </button>
    </div>
  );
}
