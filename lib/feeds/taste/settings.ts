import { getDb } from "@/lib/base/db";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/** What a reader decides about their own page. */
export type ReaderSettings = {
  /** Whether the hub learns from what they do. */
  learns: boolean;
  /** Whether `/` is their own page, or everyone's. */
  ownPage: boolean;
};

/** What the viewer decided, or what holds for those who decided nothing. */
export async function getReaderSettings(viewer: Viewer): Promise<ReaderSettings> {
  const select = { learns: true, ownPage: true };
  const row = await getDb().reader.findUnique({ where: { userId: viewer.id }, select });
  return row ?? { learns: true, ownPage: true };
}

/** Whether `/` is to be the viewer's own page, or everyone's. */
export async function setOwnPage(viewer: Viewer, ownPage: boolean): Promise<void> {
  await setReader(viewer.id, { ownPage });
}
