import type { ComponentProps } from "react";

/** A <details> element. A reader may open it before React hydrates the page, which must not count as a mismatch. */
export function Fold(props: ComponentProps<"details">) {
  return <details {...props} suppressHydrationWarning />;
}
