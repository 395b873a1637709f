import { listMixes, type NamedMix } from "@/lib/feeds/for-you/mixes";
import { type ListedFollow, listFollows } from "@/lib/follows/follows";
import { listMutes, type MuteRow } from "@/lib/follows/mutes";
import type { News } from "@/lib/follows/news";
import { countWeeklyNews } from "@/lib/follows/weekly-news";
import type { Viewer } from "@/lib/people/viewer";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";

export type FollowingPage = {
  follows: ListedFollow[];
  /** Last week's news by the id of the follow; follows without news are absent. */
  news: Map<number, News>;
  mixes: NamedMix[];
  mutes: MuteRow[];
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
};

/** The page of everything that the viewer follows and mutes. */
export async function getFollowingPage(viewer: Viewer, now: Date): Promise<FollowingPage> {
  const [follows, news, mixes, mutes, progress] = await Promise.all([
    listFollows(viewer),
    countWeeklyNews(viewer, now),
    listMixes(viewer),
    listMutes(viewer),
    findStatedProgress(),
  ]);
  return { follows, news, mixes, mutes, progress };
}
