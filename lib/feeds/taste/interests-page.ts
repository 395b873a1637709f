import { countBeingRead } from "@/lib/feeds/taste/being-read";
import { listSignals, type SignalRow } from "@/lib/feeds/taste/feedback";
import { type Interest, type Liked, listInterests, listLiked } from "@/lib/feeds/taste/interests";
import { countLibrary } from "@/lib/feeds/taste/library";
import { getReaderSettings, type ReaderSettings } from "@/lib/feeds/taste/taste-settings";
import type { Viewer } from "@/lib/people/viewer";

export type InterestsPage = {
  interests: Interest[];
  /** Papers from which an interest can be created. */
  liked: Liked[];
  signals: SignalRow[];
  /** The number of imported papers and titles. */
  imported: number;
  /** How many of them do not count in the interests yet. */
  beingRead: number;
  settings: ReaderSettings;
};

/** Everything that the page of the viewer's interests shows. */
export async function getInterestsPage(viewer: Viewer): Promise<InterestsPage> {
  const [interests, liked, signals, imported, beingRead, settings] = await Promise.all([
    listInterests(viewer),
    listLiked(viewer),
    listSignals(viewer),
    countLibrary(viewer),
    countBeingRead(viewer),
    getReaderSettings(viewer),
  ]);
  return { interests, liked, signals, imported, beingRead, settings };
}
