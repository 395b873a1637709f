"use client";

import { useEffect } from "react";

/** Tells the scripts of our own that React has taken the page over: what they add to it before would be thrown away. */
export function TakenOver() {
  useEffect(() => {
    document.documentElement.dataset.live = "";
    document.dispatchEvent(new Event("live"));
  }, []);
  return null;
}
