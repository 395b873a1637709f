import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Whose request it is: of a signed-in reader, of nobody, or nobody can say because the database failed. */
export type SessionState = "known" | "none" | "unsure";

const keptMs = 60_000;
const maxKept = 20_000;

/**
 * Remembers for a minute which session tokens exist, so that a made-up or expired one costs one look-up and not a page of
 * its own. A session that was ended meanwhile does no harm: pages read it anew.
 */
export class KnownSessions {
  readonly #kept: LRUCache<string, boolean>;
  readonly #find: (token: string) => Promise<boolean>;

  /**
   * @param find whether a session has this token; rejects if the database failed
   * @param now the time in milliseconds, on a clock that nobody can set
   */
  constructor(find: (token: string) => Promise<boolean>, now = () => performance.now()) {
    this.#find = find;
    this.#kept = new LRUCache({ max: maxKept, ttl: keptMs, ttlResolution: 0, perf: { now } });
  }

  /** Whether the answer is remembered, so that asking for it costs nothing. */
  remembers(token: string): boolean {
    return this.#kept.has(keyOf(token));
  }

  /** Who holds a token. */
  async stateOf(token: string): Promise<SessionState> {
    const key = keyOf(token);
    try {
      let known = this.#kept.get(key);
      if (known === undefined) {
        known = await this.#find(token);
        this.#kept.set(key, known);
      }
      return known ? "known" : "none";
    } catch {
      // The database layer has logged the failure.
      return "unsure";
    }
  }
}

// Tokens can be as long as a header; and what signs people in should not stay in memory.
function keyOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}
