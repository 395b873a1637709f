import type { MixPart } from "@/lib/feeds/for-you/mix";

/** One addend of a score, in heat units: +1 is worth a doubling of upvotes. */
export type SumPart = {
  /** Which slider of the mix weighs it; what was seen already is weighed by none. */
  part: MixPart | "seen";
  /** Plain words: "Your interest “diffusion models”", "You follow cs.CL". */
  words: string;
  heat: number;
  /** Where the reader can change it. */
  href?: string;
};

/** Why a paper stands where it does on a reader's own page. */
export type Sum = {
  /** The parts added up. */
  score: number;
  /** The first is the heat with everyone; none of the others is 0. */
  parts: SumPart[];
  /** One line of plain words. */
  reason: string;
  /** The part that put it there: of its own parts the strongest, or else the trend. */
  by: MixPart;
  /** Why its place is not that of its sum; null where it is. */
  aside: string | null;
  /** In its slot as a wild card, not by its score. */
  wild: boolean;
  /** Announced since the reader's last visit. */
  isNew: boolean;
};
