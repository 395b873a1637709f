type Props = { id: string; value: string | undefined; words: string };

/** Something secret that was just made, to be copied now; nothing before. */
export function ShownOnce({ id, value, words }: Props) {
  if (!value) return null;
  return (
    <div className="mb-5 rounded-lg bg-accent-soft px-4 py-3">
      <p role="status">{words} Copy it now: it is not shown again.</p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <code id={id} className="grow break-all">
          {value}
        </code>
        <span data-needs-script>
          <button type="button" className="btn" data-copy={`#${id}`}>
            Copy
          </button>
        </span>
      </div>
    </div>
  );
}
