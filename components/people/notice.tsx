import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode };

/** A page with a heading, a short text and perhaps a button. */
export function Notice({ title, children }: Props) {
  return (
    <main id="main" className="narrow">
      <h1 className="title">{title}</h1>
      <div className="prose-narrow">{children}</div>
    </main>
  );
}
