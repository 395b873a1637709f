import { LRUCache } from "lru-cache";
import type { Features } from "@/lib/feeds/taste/features";
import { type Taste, type TasteModel, tasteOf } from "@/lib/feeds/taste/model";
import { decodeModel } from "@/lib/feeds/taste/model-bytes";

/** An interest as the database gives it: its model in base64, and when that was trained. */
export type StoredInterest = { id: number; trainedAt: string; model: string };

type Judge = (features: Features | null) => Taste | null;

// What a reader's models say of a paper holds until they are trained anew; judging a whole pool takes some
// milliseconds. Few readers at a time: an interest takes a quarter of a megabyte.
const kept = new LRUCache<number, { stamp: string; judge: Judge }>({ max: 50 });

/** What a reader's interests make of papers, remembered for as long as neither they nor the papers change. */
export function tastesOf(userId: number, interests: StoredInterest[]): Judge {
  const stamp = interests.map(({ id, trainedAt, model }) => `${id} ${trainedAt} ${model.length}`).join();
  const known = kept.get(userId);
  if (known?.stamp === stamp) return known.judge;
  const judge = remembering(interests.flatMap(toModel));
  kept.set(userId, { stamp, judge });
  return judge;
}

/** Forgets what models said of papers: the next page of each reader judges its papers anew. */
export function forgetTastes(): void {
  kept.clear();
}

function toModel({ id, model }: StoredInterest): TasteModel[] {
  const decoded = decodeModel(Buffer.from(model, "base64"));
  return decoded ? [{ ...decoded, interestId: id }] : [];
}

function remembering(models: TasteModel[]): Judge {
  const tastes = new WeakMap<Features, Taste>();
  return (features) => {
    if (!features || models.length === 0) return null;
    const known = tastes.get(features);
    if (known) return known;
    const taste = tasteOf(models, features);
    if (taste) tastes.set(features, taste);
    return taste;
  };
}
