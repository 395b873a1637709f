import { type IndexProgress, progressWords } from "@/lib/search/index-progress";

/** Says how many papers can be found while not all can, as after a large import; nothing once all can. */
export function IndexNote({ progress }: { progress: IndexProgress | null }) {
  return (
    progress && <p className="border-b border-line py-3 text-[14px] text-soft">{progressWords(progress)}</p>
  );
}
