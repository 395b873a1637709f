import { keepTrained } from "@/lib/feeds/taste/keep-trained";
import { getOthers } from "@/lib/feeds/taste/others";
import { readPast } from "@/lib/feeds/taste/shown";
import { trainInterests } from "@/lib/feeds/taste/train";

/** What came of training a reader: whether it was kept, from how many signs, and how many interests came out. */
export type Outcome = { kept: boolean; shown: number; interests: number };

/**
 * Trains a reader's interests from what they upvoted, saved, brought along and said since the last reset; nothing for
 * somebody who does not want to be learnt from. Where the reader changed something meanwhile, or another worker was
 * faster, nothing is kept, and the reader stays due. Safe to repeat.
 */
export async function trainReader(userId: number, now = new Date()): Promise<Outcome> {
  const [past, others] = await Promise.all([readPast(userId, now), getOthers()]);
  const embedder = others.papers[0]?.features.model;
  const shown = past.shown.filter(({ features }) => features.model === embedder);
  const trained = past.learns ? trainInterests(shown, others, past.known) : [];
  const kept = await keepTrained(userId, trained, { seen: past.seen, now, learns: past.learns });
  return { kept, shown: shown.length, interests: trained.length };
}
