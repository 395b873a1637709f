import { isAppError } from "@/lib/base/errors";
import { hubDay } from "@/lib/base/hub-day";
import { beginningOf } from "@/lib/base/text";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { listSimilarToText } from "@/lib/feeds/similar";
import { findFollowState } from "@/lib/follows/follows";
import type { Viewer } from "@/lib/people/viewer";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";
import { maxTextLength, minTextLength } from "@/lib/search/request";

export type SimilarPage = {
  /** The text as it is compared: trimmed, at most `maxLength` characters. */
  text: string;
  tooShort: boolean;
  /** Null while the hub cannot compare meanings. */
  items: FeedItem[] | null;
  followed: boolean;
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
  today: string;
  maxLength: number;
};

/** What /similar shows for a text that the reader pasted; no papers for an empty or too short one. */
export async function getSimilarPage(viewer: Viewer | null, pasted: string, now: Date): Promise<SimilarPage> {
  const text = beginningOf(pasted.trim(), maxTextLength);
  const tooShort = text.length > 0 && text.length < minTextLength;
  const progress = await findStatedProgress();
  const shown = { text, tooShort, progress, today: hubDay(now), maxLength: maxTextLength };
  if (!text || tooShort) return { ...shown, items: [], followed: false };
  const [items, { followed }] = await Promise.all([
    findItems(text, viewer),
    findFollowState(viewer, "text", text),
  ]);
  return { ...shown, items, followed };
}

async function findItems(text: string, viewer: Viewer | null): Promise<FeedItem[] | null> {
  try {
    return await listSimilarToText(text, { viewer });
  } catch (reason) {
    if (isAppError(reason) && reason.code === "unavailable") return null;
    throw reason;
  }
}
