import { LRUCache } from "lru-cache";
import { decodeModel, type Features, type Taste, type TasteModel, tasteOf } from "@/lib/feeds/taste/model";

/** An interest as a row: its model in base64, and when that was trained. */
export type StoredInterest = { id: number; trainedAt: string; model: string };

type Judge = (features: Features | null) => Taste | null;

// A reader's tastes are cached until their models are trained again, as judging a whole pool takes some milliseconds. The
// cache holds few readers, as each interest takes a quarter of a megabyte.
const kept = new LRUCache<number, { stamp: string; judge: Judge }>({ max: 50 });

/** Gives the function that tells a reader's taste for a paper, cached as long as neither the models nor the papers change. */
export function tastesOf(userId: number, interests: StoredInterest[]): Judge {
  const stamp = interests.map(({ id, trainedAt, model }) => `${id} ${trainedAt} ${model.length}`).join();
  const known = kept.get(userId);
  if (known?.stamp === stamp) return known.judge;
  const judge = remembering(interests.flatMap(toModel));
  kept.set(userId, { stamp, judge });
  return judge;
}

/** Clears the cache: the next page of each reader judges its papers again. @testseam */
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
