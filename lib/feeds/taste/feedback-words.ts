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
export function feedbackWords(feedback: Feedback): string {
  if (feedback === "none") return "";
  if (feedback === "more") return "You asked for more like this.";
  return feedback === "less" ? "Hidden: not for me. Why?" : `Hidden: ${whyWords[feedback]}`;
}

/** Converts a stored signal to feedback; an imported paper ("library") counts as none. */
export function toFeedback(signal: { kind: string; why: keyof typeof whyWords | null } | null): Feedback {
  if (signal?.kind === "less") return signal.why ?? "less";
  return signal?.kind === "more" ? "more" : "none";
}

/** Parses the feedback just given from a list's address, `?said=2603.00001+less`; null if there is none. */
export function readFeedback(text: unknown): { paperKey: string; feedback: Feedback } | null {
  const [, paperKey = "", feedback = ""] =
    /^([\w./-]{3,40}) (\w+)$/.exec(typeof text === "string" ? text : "") ?? [];
  return feedback === "less" || Object.hasOwn(whyWords, feedback)
    ? { paperKey, feedback: feedback as Feedback }
    : null;
}
