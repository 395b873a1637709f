import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { after } from "next/server";
import { cache } from "react";
import { PaperView } from "@/components/papers/paper-view";
import { getConfig } from "@/lib/base/config";
import { noteOpened } from "@/lib/feeds/for-you/impressions";
import { markPaperRead } from "@/lib/follows/notifications/notifications";
import { canonicalKey } from "@/lib/papers/address";
import { paperMetadata } from "@/lib/papers/metadata";
import { findPaper, type Paper } from "@/lib/papers/papers";
import type { Viewer } from "@/lib/people/viewer";
import type { PageProps } from "@/lib/web/page-props";
import { getPaperPage } from "@/lib/web/pages/paper";
import { getUnread, getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ id: string[] }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { HUB_URL, HUB_NAME } = getConfig();
  return paperMetadata(await getPaperOfAddress(addressOf(await params)), HUB_URL, HUB_NAME);
}

export default async function PaperPage({ params }: Props) {
  const [viewer, paper] = await Promise.all([getViewer(), getPaperOfAddress(addressOf(await params))]);
  const page = await getPaperPage(viewer, paper, new Date());
  if (viewer) await noteReader(viewer, paper.id);
  return <PaperView page={page} hubUrl={getConfig().HUB_URL} />;
}

function addressOf({ id }: { id: string[] }): string {
  return id.map(decodeURIComponent).join("/");
}

/**
 * Reads the paper of this URL; other spellings of its id redirect to the canonical URL. The page and its metadata share
 * one read per request.
 */
const getPaperOfAddress = cache(async (address: string): Promise<Paper> => {
  const key = canonicalKey(address) ?? notFound();
  if (key !== address) permanentRedirect(`/papers/${key}`);
  const paper = await findPaper(key);
  return paper?.status === "listed" ? paper : notFound();
});

/** After the page is sent, records that the viewer has opened the paper and read the notifications about it. */
async function noteReader(viewer: Viewer, paperId: number): Promise<void> {
  const unread = await getUnread();
  after(async () => {
    await noteOpened(viewer, paperId);
    if (unread) await markPaperRead(viewer, paperId);
  });
}
