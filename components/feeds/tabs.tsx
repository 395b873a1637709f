import type { ReactNode } from "react";

type Props = { label: string; tabs: { href: string; name: string }[]; current: string; children?: ReactNode };

/** A row of links of which one is current. `children` are at its right end. */
export function Tabs({ label, tabs, current, children }: Props) {
  return (
    <div className="tabs">
      <nav aria-label={label} className="contents">
        {tabs.map(({ href, name }) => (
          <a key={href} href={href} aria-current={href === current ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {children}
    </div>
  );
}
