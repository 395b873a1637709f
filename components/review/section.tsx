import type { ReactNode } from "react";

type Props = { id: string; title: string; empty?: string | false; children: ReactNode };

/** A section of the review page; `empty` is shown when nothing waits in it. */
export function Section({ id, title, empty, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-line py-7">
      <h2 id={`${id}-title`} className="mb-2 text-[22px]">
        {title}
      </h2>
      {empty ? <p className="text-faint">{empty}</p> : children}
    </section>
  );
}
