type Props = { id: string; code: string };

/** A block of code with a button to copy it. */
export function CodeBlock({ id, code }: Props) {
  return (
    <div className="relative rounded-lg border border-line bg-raised">
      <pre
        id={id}
        className="whitespace-pre-wrap break-words py-3 pr-20 pl-4 font-mono text-[13px] leading-relaxed text-ink"
      >
        {code}
      </pre>
      <span data-needs-script>
        <button
          type="button"
          className="link absolute font-sans top-3 right-4 text-[13px] text-soft"
          data-copy={`#${id}`}
        >
          Copy
        </button>
      </span>
    </div>
  );
}
