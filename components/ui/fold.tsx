import type { ComponentProps } from "react";

/**
 * What opens in place. The browser opens it by itself, perhaps before React has taken the page over, which then need not
 * wonder at it.
 */
export function Fold(props: ComponentProps<"details">) {
  return <details {...props} suppressHydrationWarning />;
}
