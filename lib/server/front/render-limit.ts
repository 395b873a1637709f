import ipaddr from "ipaddr.js";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { normalAddress } from "@/lib/base/config";
import type { Notice } from "@/lib/server/front/plain-page";
import { addressKey } from "@/lib/web/address";

const windowSeconds = 60;

/**
 * Limits how many pages one network address lets this process render in a minute. Counted in memory: it protects this
 * process, and a count in the database would cost as much as it saves.
 */
export class RenderLimit {
  readonly #limiter: RateLimiterMemory;

  /** @param points pages per minute for an address, or for the /64 of an IPv6 address */
  constructor(points: number) {
    this.#limiter = new RateLimiterMemory({ points, duration: windowSeconds });
  }

  /**
   * Counts a page.
   * @param address a network address, as it came with the connection
   * @returns null, or what to answer if it was one too many
   */
  async refusal(address: string): Promise<Notice | null> {
    try {
      await this.#limiter.consume(ipaddr.isValid(address) ? addressKey(normalAddress(address)) : address);
      return null;
    } catch (refused) {
      const retryAfter = Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
      return {
        status: 429,
        title: "Too many pages at once",
        sentence: `Your network address has opened too many pages within a minute; please try again in ${retryAfter} seconds.`,
        retryAfter,
      };
    }
  }
}
