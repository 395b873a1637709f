"use client";

import { useEffect } from "react";

/** Tells the browser scripts that React has hydrated the page: what they add before, hydration would remove. */
export function HydrationSignal() {
  useEffect(() => {
    document.documentElement.dataset.live = "";
    document.dispatchEvent(new Event("live"));
  }, []);
  return null;
}
