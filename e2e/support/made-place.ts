import { minus } from "@/lib/base/time";
import { plainMix } from "@/lib/feeds/for-you/mix";
import type { PoolPaper } from "@/lib/feeds/for-you/pool";
import type { Followed, Reader } from "@/lib/feeds/for-you/reader";
import type { Place } from "@/lib/feeds/for-you/score";
import { heatTime } from "@/lib/papers/heat";

/** The time at which these tests rank papers. */
export const now = new Date("2026-03-03T12:00:00Z");
export const hoursAgo = (hours: number) => minus(now, { hours });

/** A paper announced 36 hours ago, with the heat of eight votes cast now. */
export const paper: PoolPaper = {
  id: 1,
  key: "2603.00001",
  topics: ["cs.CL", "cs.LG"],
  authorSlugs: ["ada-lovelace", "grace-hopper"],
  organizationSlug: null,
  submitter: "carol",
  text: "",
  announcedAt: hoursAgo(36),
  day: "2026-03-02",
  heat: heatTime(now) + 3,
  comments: 3,
  record: null,
  features: null,
};

export const follow = (kind: Followed["kind"], ref: string): Followed => ({ id: 1, kind, ref, label: ref });
const byRef = (follows: Followed[], kind: Followed["kind"]) =>
  new Map(follows.filter((one) => one.kind === kind).map((one) => [one.ref, one]));

/** A reader who has no signals except those given. */
export function reader(given: Partial<Reader> = {}): Reader {
  const follows = given.follows ?? [];
  return {
    userId: 1,
    learns: true,
    ownPage: true,
    mix: plainMix,
    mixes: [],
    mutes: [],
    follows,
    visit: { began: now, before: null },
    interests: new Map(),
    tasteOf: () => null,
    followed: {
      topic: byRef(follows, "topic"),
      author: byRef(follows, "author"),
      organization: byRef(follows, "organization"),
      person: byRef(follows, "person"),
    },
    declined: new Set(),
    declinedAuthors: new Set(),
    seen: new Map(),
    heatWithoutOwn: new Map(),
    liked: new Set(),
    collaborative: new Map(),
    ...given,
  };
}

/** The signals by which a paper is ranked; by default those of a reader about whom nothing is known. */
export const place = (given: Partial<Place> = {}): Place => ({
  reader: reader(),
  mix: plainMix,
  found: new Map(),
  now,
  ...given,
});
