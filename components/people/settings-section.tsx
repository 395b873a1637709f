import type { ReactNode } from "react";

type Props = { id: string; title: string; children: ReactNode };

/** A section of the settings, with an id that links can lead to. */
export function SettingsSection({ id, title, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-10 border-t border-line pt-6">
      <h2 id={`${id}-title`} className="mb-4 text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
