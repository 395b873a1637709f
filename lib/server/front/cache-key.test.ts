import { expect, it } from "vitest";
import { cacheKey } from "@/lib/server/front/cache-key";

it.each([
  ["/", "/"],
  ["/?utm_source=mail&window=week", "/?window=week"],
  ["/?at=2026-03-12&window=day&x=1", "/?window=day&at=2026-03-12"],
  [`/?after=${"a".repeat(400)}`, null],
  ["/search?sort=newest&q=a+b&x=1", "/search?q=a+b&sort=newest"],
  ["/papers/2601.05230", "/papers/2601.05230"],
  ["/papers/2601.05230?v=3&junk=1", "/papers/2601.05230?v=3"],
  ["/papers/math/0309136?junk", "/papers/math/0309136"],
  ["/topics/cs.CL?order=top&window=week", "/topics/cs.CL?order=top&window=week"],
  ["/date/2026-03-12", "/date/2026-03-12"],
  ["/map?topic=cs.CL&window=all&zoom=4", "/map?window=all&topic=cs.CL"],
  ["/settings", null],
  ["/sign-in", null],
  ["/submit?id=1", null],
  ["/api/v1/papers/x/upvote", null],
  ["/date?day=2026-03-12", null],
])("%s is kept under %s", (url, key) => expect(cacheKey(url)).toBe(key));
