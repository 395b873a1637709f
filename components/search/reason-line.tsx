import type { SearchReason } from "@/lib/search/request";

const exactWords = {
  id: "The arXiv id you asked for",
  doi: "The DOI you asked for",
  title: "The title you asked for",
  author: "By the author you asked for",
} as const;

/** Why a search found a paper; nothing if the marked words show it. */
export function ReasonLine({ reason }: { reason: SearchReason }) {
  if (reason.kind === "words") return null;
  if (reason.kind === "exact")
    return <p className="mt-1.5 text-[13px] text-accent">{exactWords[reason.what]}</p>;
  return <p className="mt-1.5 text-[13px] text-faint">Close in meaning</p>;
}
