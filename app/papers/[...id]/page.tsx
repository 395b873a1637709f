import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { noteReader } from "@/app/papers/[...id]/note-reader";
import { PaperView } from "@/components/papers/paper-view";
import { toSaid } from "@/components/taste/said-words";
import { getConfig } from "@/lib/base/config";
import { listComments } from "@/lib/community/comments/comments";
import { listSimilar } from "@/lib/feeds/similar";
import { findSignal } from "@/lib/feeds/taste/said";
import { findStance } from "@/lib/follows/stance";
import { findDerived } from "@/lib/papers/derived";
import { canonicalKey } from "@/lib/papers/keys";
import { paperMetadata } from "@/lib/papers/metadata";
import { findPaper, findVote, getPlaceOfDay, listVotesByDay, type Paper } from "@/lib/papers/papers";
import { isSaved } from "@/lib/papers/saves";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ id: string[] }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { HUB_URL, HUB_NAME } = getConfig();
  return paperMetadata(await getPaperOfAddress((await params).id), HUB_URL, HUB_NAME);
}

export default async function PaperPage({ params }: Props) {
  const { HUB_URL, HUB_TIME_ZONE } = getConfig();
  const [viewer, paper] = [await getViewer(), await getPaperOfAddress((await params).id)];
  const [vote, saved, { followed }, signal, votes, place, comments, similar, derived] = await Promise.all([
    findVote(viewer, paper.id),
    isSaved(viewer, paper.id),
    findStance(viewer, "paper", paper.key),
    findSignal(viewer, paper.id),
    listVotesByDay(paper.id, HUB_TIME_ZONE),
    getPlaceOfDay(paper),
    listComments(paper.id),
    listSimilar(paper.id, { viewer }),
    findDerived(paper.id),
  ]);
  await noteReader(viewer, paper.id);
  return (
    <PaperView
      {...{ paper, viewer, vote, saved, followed, votes, place, comments, similar, derived }}
      said={toSaid(signal)}
      {...{ today: hubToday(), now: new Date(), hubUrl: HUB_URL }}
    />
  );
}

/** The paper of an address; other spellings of its id lead to the one canonical address. */
async function getPaperOfAddress(parts: string[]): Promise<Paper> {
  const asked = parts.map(decodeURIComponent).join("/");
  const key = canonicalKey(asked) ?? notFound();
  if (key !== asked) permanentRedirect(`/papers/${key}`);
  const paper = await findPaper(key);
  return paper?.status === "listed" ? paper : notFound();
}
