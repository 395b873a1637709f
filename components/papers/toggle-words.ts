import { counted } from "@/lib/base/text";

/** The text of a button that can be pressed, and its name for those who cannot see it. */
type ToggleWords = { text: string; label: string };

/** The words of the upvote button. */
export function voteWords(upvoted: boolean, upvotes: number): ToggleWords {
  const does = upvoted ? "Take back your upvote" : "Upvote";
  return { text: String(upvotes), label: `${does}, ${counted(upvotes, "upvote")}` };
}

/** The words of the button that saves a paper for later. */
export function saveWords(saved: boolean): ToggleWords {
  return saved
    ? { text: "saved", label: "Saved; take it off your list" }
    : { text: "save", label: "Save for later" };
}
