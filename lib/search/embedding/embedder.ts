/** Turns texts into unit vectors, in the order given. */
export type Embedder = {
  model: string;
  dimension: number;
  /** @throws TextRefused when it cannot embed one of the texts, or any other error when it cannot be used */
  embed: (texts: string[]) => Promise<Float32Array[]>;
  /** For a model that once read only the beginning of long texts: whether these were too long for it then. */
  wereCut?: (texts: string[]) => Promise<boolean[]>;
};

/** What an embedder throws when it works, but does not take one of the texts. */
export class TextRefused extends Error {}
