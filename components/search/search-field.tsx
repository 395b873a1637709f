import { SearchInput } from "@/components/search/search-input";
import { SearchIcon } from "@/components/ui/icons";

/** The field of the search page, set like a title. */
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
