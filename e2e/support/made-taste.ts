import { makePaper } from "@/e2e/support/made";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { packVector } from "@/lib/search/embedding/vectors";
import { packTerms, slotOf } from "@/lib/search/keywords/tf-idf";

const dimension = 32;

/**
 * Adds a listed paper of a field: its vector is close to the field's direction; its keywords and terms are the field's
 * name and one more word. The same seed gives the same vector.
 */
export async function makePaperOf(
  field: string,
  seed: string | number,
  given: Parameters<typeof makePaper>[0] = {},
) {
  const paper = await makePaper({ title: `${field} ${seed}`, ...given });
  const { vector, scale } = packVector(vectorOf(field, `${seed}`));
  const terms = packTerms([field, `word ${seed}`].map((word) => ({ slot: slotOf(word), weight: 0.7 })));
  await getDb().enrichment.create({
    data: {
      paperId: paper.id,
      paperUpdatedAt: paper.updatedAt,
      model: "made",
      vector: new Uint8Array(vector),
      scale,
      terms: new Uint8Array(terms),
      keywords: [`${field} methods`, `case ${seed}`],
    },
  });
  return paper;
}

/** The unit vector of the paper that makePaperOf adds for this field and seed. */
export function vectorOf(field: string, seed: string): Float32Array {
  const centre = directionOf(field);
  const offset = directionOf(`${field} ${seed}`);
  return unit(centre.map((value, i) => value + 0.4 * (offset[i] ?? 0)));
}

function directionOf(name: string): Float32Array {
  const next = seededRandom(name);
  return unit(Float32Array.from({ length: dimension }, () => next() - 0.5));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
