/** Why a paper is none for a reader, as they say it. */
export const whyWords = {
  field: "not my field",
  seen: "seen it",
  author: "not this author",
  quality: "low quality",
} as const;

/** What a reader said of a paper: nothing, "more like this", or "not for me", perhaps with why. */
export type Feedback = "none" | "more" | "less" | keyof typeof whyWords;

/** What was said, as the hub repeats it; nothing of nothing. */
export function feedbackWords(said: Feedback): string {
  if (said === "none") return "";
  if (said === "more") return "You asked for more like this.";
  return said === "less" ? "Hidden: not for me. Why?" : `Hidden: ${whyWords[said]}`;
}

/** A reader's signal as what they said; "library" says nothing by itself. */
export function toSaid(signal: { kind: string; why: keyof typeof whyWords | null } | null): Feedback {
  if (signal?.kind === "less") return signal.why ?? "less";
  return signal?.kind === "more" ? "more" : "none";
}

/** What the address of a list says was just said of a paper, `?said=2603.00001+less`, or null. */
export function readSaid(text: unknown): { paperKey: string; said: Feedback } | null {
  const [, paperKey = "", said = ""] =
    /^([\w./-]{3,40}) (\w+)$/.exec(typeof text === "string" ? text : "") ?? [];
  return said === "less" || Object.hasOwn(whyWords, said) ? { paperKey, said: said as Feedback } : null;
}
