import { SearchIcon } from "@/components/ui/icons";

/** The field of the search page, set like a title. */
export function SearchField({ words }: { words: string }) {
  return (
    <div className="search-line">
      <input
        type="search"
        name="q"
        data-find
        data-suggest
        aria-label="Search papers"
        placeholder="Words, authors, an arXiv id"
        defaultValue={words}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
      />
      <button type="submit" aria-label="Search" className="p-2 text-soft">
        <SearchIcon />
      </button>
    </div>
  );
}
