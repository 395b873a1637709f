import type { ReactNode } from "react";
import type { LinkKind } from "@/prisma/generated/enums";

const stroke = {
  fill: "none",
  stroke: "currentColor",
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

export function UpIcon() {
  return (
    <svg width="14" height="9" viewBox="0 0 14 9" strokeWidth="2" {...stroke} aria-hidden="true">
      <path d="M1 8l6-6 6 6" />
    </svg>
  );
}

export function SearchIcon() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" strokeWidth="1.6" {...stroke} aria-hidden="true">
      <circle cx="7" cy="7" r="5" />
      <path d="m11 11 4 4" />
    </svg>
  );
}

export function ThemeIcon() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" strokeWidth="1.5" {...stroke} aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" stroke="none" />
    </svg>
  );
}

const linkShapes: Record<LinkKind, ReactNode> = {
  code: <path d="m5 4-4 4 4 4m6-8 4 4-4 4" />,
  model: <path d="m8 1 6 3.5v7L8 15l-6-3.5v-7Zm0 7 6-3.5M8 8v7M8 8 2 4.5" />,
  dataset: (
    <>
      <ellipse cx="8" cy="3.5" rx="6" ry="2.5" />
      <path d="M2 3.5v9c0 1.4 2.700 2.5 6 2.5s6-1.1 6-2.5v-9M2 8c0 1.4 2.700 2.5 6 2.5s6-1.1 6-2.5" />
    </>
  ),
  space: <path d="M2 2h12v12H2Zm0 4h12M6 9l3 1.5L6 12Z" />,
  project: <path d="M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1Zm-7 7h14M8 1c-4 4-4 10 0 14 4-4 4-10 0-14" />,
  video: <path d="M1 3h14v10H1Zm5.5 2.5v5l4-2.5Z" />,
};

/** The kind of a link as an icon. Its name stands in the text beside it. */
export function LinkIcon({ kind }: { kind: LinkKind }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      strokeWidth="1.4"
      {...stroke}
      aria-hidden="true"
      className="flex-none"
    >
      {linkShapes[kind]}
    </svg>
  );
}
