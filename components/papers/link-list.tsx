import { LinkIcon } from "@/components/ui/icons";
import { linkWords, originWords, shortUrl } from "@/lib/papers/link-words";
import type { PaperLink } from "@/lib/papers/paper-links";

/** A paper's links, each with its kind and where it was found. */
export function LinkList({ links }: { links: PaperLink[] }) {
  if (links.length === 0) return null;
  return (
    <section id="links" aria-labelledby="links-head" className="mt-6">
      <h2 id="links-head" className="kicker mb-2 !font-sans !font-normal">
        Links
      </h2>
      <ul className="space-y-1 text-[14px]">
        {links.map(({ kind, url, origin }) => (
          <li key={url} className="flex flex-wrap items-center gap-x-2">
            <LinkIcon kind={kind} />
            <span className="sr-only">{linkWords[kind]}: </span>
            <a href={url} rel="nofollow noopener" className="link min-w-0 break-all">
              {shortUrl(url)}
            </a>
            {originWords[origin] && <span className="hint">{originWords[origin]}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
