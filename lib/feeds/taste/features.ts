import { Prisma } from "@/lib/base/db";

/** What taste goes by: a paper's vector as it was packed, and the words that tell it from others. */
export type Features = {
  /** Which model made the vector; vectors of two models say nothing to each other. */
  model: string;
  /** A unit vector, to be multiplied by `scale`. */
  vector: Int8Array;
  scale: number;
  /** As `packTerms` gave them; empty until the worker has found them. */
  terms: Uint8Array;
};

export type FeatureRow = {
  model: string | null;
  vector: Uint8Array | null;
  scale: number | null;
  terms: Uint8Array | null;
};

/** The columns of features; `e` enrichments. */
export const featureColumns = Prisma.sql`e.model, e.vector, e.scale, e.terms`;

const none = new Uint8Array();

/** A row's features, or null while the paper is not embedded. Nothing is copied. */
export function toFeatures({ model, vector, scale, terms }: FeatureRow): Features | null {
  if (model === null || vector === null || scale === null) return null;
  const bytes = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
  return { model, vector: bytes, scale, terms: terms ?? none };
}
