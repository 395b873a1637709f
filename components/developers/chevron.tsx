/** A chevron that shows whether a <details> is open; its `group` class is on the <details>. */
export function Chevron() {
  return (
    <span aria-hidden="true" className="w-2 shrink-0 text-faint group-open:rotate-90">
      ›
    </span>
  );
}
