import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { after } from "next/server";
import { cache } from "react";
import { z } from "zod";
import { PaperView } from "@/components/papers/paper-view";
import { getConfig } from "@/lib/base/config";
import { rowId } from "@/lib/base/row-id";
import { canonicalKey } from "@/lib/papers/address";
import { paperMetadata } from "@/lib/papers/metadata";
import type { PageProps } from "@/lib/web/page-props";
import { findPaperPage, notePaperOpened } from "@/lib/web/pages/paper";
import { queryValue } from "@/lib/web/query";
import { getUnread, getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ id: string[] }>;

// Cached per request, because Next renders metadata and page separately and both need it.
const load = cache(async (key: string, after: number) =>
  findPaperPage(await getViewer(), key, { after, now: new Date() }),
);

/** The version that an address named, which the front moves into the query. */
const askedVersion = z.coerce.number().int().min(1).max(999);

/** Reads the page of the paper in this URL; other spellings of its id redirect to the canonical URL. */
async function show({ params, searchParams }: Props) {
  const address = (await params).id.map(decodeURIComponent).join("/");
  const key = canonicalKey(address) ?? notFound();
  if (key !== address) permanentRedirect(`/papers/${key}`);
  const after = rowId.safeParse(await queryValue(searchParams, "after")).data ?? 0;
  return (await load(key, after)) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { HUB_URL, HUB_NAME } = getConfig();
  const { paper } = await show(props);
  return paperMetadata(paper, HUB_URL, HUB_NAME);
}

export default async function PaperPage(props: Props) {
  const page = await show(props);
  const { viewer, paper } = page;
  const unread = await getUnread();
  if (viewer) after(() => notePaperOpened(viewer, paper.id, unread));
  const asked = askedVersion.safeParse(await queryValue(props.searchParams, "v")).data ?? null;
  return <PaperView page={page} asked={asked} hubUrl={getConfig().HUB_URL} />;
}
