import { listMixes, type NamedMix } from "@/lib/feeds/for-you/mixes";
import { countBrought } from "@/lib/follows/brought";
import { type ListedFollow, listFollows } from "@/lib/follows/follows";
import { listMutes, type MuteRow } from "@/lib/follows/mutes";
import type { News } from "@/lib/follows/news";
import type { Viewer } from "@/lib/people/viewer";

export type FollowingPage = {
  follows: ListedFollow[];
  /** What each follow brought last week, by its id. */
  brought: Map<number, News>;
  mixes: NamedMix[];
  mutes: MuteRow[];
};

/** What the page shows of everything that the viewer follows and mutes. */
export async function getFollowingPage(viewer: Viewer, now: Date): Promise<FollowingPage> {
  const [follows, brought, mixes, mutes] = await Promise.all([
    listFollows(viewer),
    countBrought(viewer, now),
    listMixes(viewer),
    listMutes(viewer),
  ]);
  return { follows, brought, mixes, mutes };
}
