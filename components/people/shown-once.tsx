import { CopyLine } from "@/components/ui/copy-line";

type Props = { id: string; value: string | undefined; words: string };

/** A secret that was just created and is shown only now; empty before. */
export function ShownOnce({ id, value, words }: Props) {
  if (!value) return null;
  return (
    <div className="mb-5 rounded-lg bg-accent-soft px-4 py-3">
      <p role="status">{words} Copy it now: it is not shown again.</p>
      <div className="mt-2">
        <CopyLine id={id} value={value} className="grow break-all" />
      </div>
    </div>
  );
}
