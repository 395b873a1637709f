/** Shows that a line can be opened; turned once it is. Stands in a `group` of details. */
export function Opener() {
  return (
    <span aria-hidden="true" className="w-2 shrink-0 text-faint group-open:rotate-90">
      ›
    </span>
  );
}
