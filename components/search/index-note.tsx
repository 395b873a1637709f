import type { StatedProgress } from "@/lib/search/index-progress";

/** Says how many papers can be found while not all can, as after a large import; nothing once all can. */
export function IndexNote({ progress }: { progress: StatedProgress | null }) {
  return progress && <p className="border-b border-line py-3 text-[14px] text-soft">{progress.text}</p>;
}
