/** A text with a button that copies it. @param className the CSS classes of the text */
export function CopyLine({ id, value, className }: { id: string; value: string; className: string }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <code id={id} className={className}>
        {value}
      </code>
      <span data-needs-script>
        <button type="button" className="btn" data-copy={`#${id}`}>
          Copy
        </button>
      </span>
    </div>
  );
}
