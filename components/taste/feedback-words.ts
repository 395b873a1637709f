/** The reasons for "not for me", in words. */
export const whyWords = {
  field: "not my field",
  seen: "seen it",
  author: "not this author",
  quality: "low quality",
} as const;

/** A reader's feedback on a paper: none, "more like this", or "not for me" with or without a reason. */
export type Feedback = "none" | "more" | "less" | keyof typeof whyWords;

/** The sentence that confirms feedback; empty for none. */
export function feedbackWords(said: Feedback): string {
  if (said === "none") return "";
  if (said === "more") return "You asked for more like this.";
  return said === "less" ? "Hidden: not for me. Why?" : `Hidden: ${whyWords[said]}`;
}

/** Converts a stored signal to feedback; an imported paper ("library") counts as none. */
export function toSaid(signal: { kind: string; why: keyof typeof whyWords | null } | null): Feedback {
  if (signal?.kind === "less") return signal.why ?? "less";
  return signal?.kind === "more" ? "more" : "none";
}

/** Parses the feedback just given from a list's address, `?said=2603.00001+less`; null if there is none. */
export function readSaid(text: unknown): { paperKey: string; said: Feedback } | null {
  const [, paperKey = "", said = ""] =
    /^([\w./-]{3,40}) (\w+)$/.exec(typeof text === "string" ? text : "") ?? [];
  return said === "less" || Object.hasOwn(whyWords, said) ? { paperKey, said: said as Feedback } : null;
}
