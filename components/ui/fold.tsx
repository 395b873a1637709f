import type { ComponentProps } from "react";

/** A <details> element. A reader may open it before hydration, which React must not report as a mismatch. */
export function Fold(props: ComponentProps<"details">) {
  return <details {...props} suppressHydrationWarning />;
}
