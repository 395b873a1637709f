import { getDb } from "@/lib/base/db";
import { exportedPaper, maxExported } from "@/lib/people/personal-data";

/** The data of a person as a reader, for their export: settings, taste, impressions and mixes. It is deleted with the account. */
export async function exportPerson(userId: number) {
  const [reader, interests, signals, tasteTexts, pendingImports, tasteSkips, impressions, mixes] =
    await Promise.all([
      getDb().reader.findUnique({
        where: { userId },
        omit: { userId: true, mailTries: true, mailAgainAt: true },
      }),
      listInterests(userId),
      listSignals(userId),
      getDb().tasteText.findMany({
        where: { userId },
        select: { text: true, createdAt: true },
        orderBy: { id: "asc" },
        take: maxExported,
      }),
      getDb().pendingImport.findMany({
        where: { userId },
        select: { key: true, title: true, state: true, createdAt: true },
        orderBy: { id: "asc" },
        take: maxExported,
      }),
      getDb().tasteSkip.findMany({
        where: { userId },
        select: { paper: exportedPaper, skippedAt: true },
        orderBy: { skippedAt: "asc" },
        take: maxExported,
      }),
      listImpressions(userId),
      getDb().mix.findMany({
        where: { userId },
        select: { name: true, slug: true, weights: true, createdAt: true },
        orderBy: { id: "asc" },
        take: maxExported,
      }),
    ]);
  // In exports, impressions keep the name that they had first, so that programs that read exports still work.
  return {
    reader,
    interests,
    signals,
    tasteTexts,
    pendingImports,
    tasteSkips,
    showings: impressions,
    mixes,
  };
}

function listInterests(userId: number) {
  const papers = { select: { paper: exportedPaper, kept: true } };
  const select = { name: true, kept: true, paused: true, createdAt: true, trainedAt: true, papers };
  return getDb().interest.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take: maxExported });
}

function listSignals(userId: number) {
  const select = { paper: exportedPaper, kind: true, why: true, givenAt: true };
  const orderBy = { givenAt: "asc" } as const;
  return getDb().signal.findMany({ where: { userId }, select, orderBy, take: maxExported });
}

function listImpressions(userId: number) {
  const select = {
    paper: exportedPaper,
    part: true,
    shownAt: true,
    passes: true,
    passedAt: true,
    openedAt: true,
  };
  const orderBy = { paperId: "asc" } as const;
  return getDb().impression.findMany({ where: { userId }, select, orderBy, take: maxExported });
}
