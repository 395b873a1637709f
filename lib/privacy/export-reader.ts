import { getDb } from "@/lib/base/db";

/** What the hub knows of a person as a reader: follows, mutes, notifications, taste, what they were shown, mixes. */
export async function exportReader(userId: number, take: number) {
  const [reader, follows, mutes, notifications, interests, signals, tasteTexts, tasteSkips, showings, mixes] =
    await Promise.all([
      findReader(userId),
      listFollows(userId, take),
      listMutes(userId, take),
      listNotifications(userId, take),
      listInterests(userId, take),
      listSignals(userId, take),
      listTasteTexts(userId, take),
      listTasteSkips(userId, take),
      listShowings(userId, take),
      listMixes(userId, take),
    ]);
  return {
    reader,
    follows,
    mutes,
    notifications,
    interests,
    signals,
    tasteTexts,
    tasteSkips,
    showings,
    mixes,
  };
}

const paper = { select: { key: true, title: true } };

function findReader(userId: number) {
  return getDb().reader.findUnique({
    where: { userId },
    omit: { userId: true, mailTries: true, mailAgainAt: true },
  });
}

function listFollows(userId: number, take: number) {
  const found = { select: { paper, foundAt: true }, take: 1000 };
  const select = { kind: true, ref: true, label: true, createdAt: true, hits: found };
  return getDb().follow.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listMutes(userId: number, take: number) {
  const select = { kind: true, ref: true, label: true, followedAs: true, createdAt: true };
  return getDb().mute.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listNotifications(userId: number, take: number) {
  const select = {
    kind: true,
    paper,
    count: true,
    label: true,
    createdAt: true,
    readAt: true,
    mailedAt: true,
  };
  return getDb().notification.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listInterests(userId: number, take: number) {
  const papers = { select: { paper, kept: true } };
  const select = { name: true, kept: true, paused: true, createdAt: true, trainedAt: true, papers };
  return getDb().interest.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listSignals(userId: number, take: number) {
  const select = { paper, kind: true, why: true, givenAt: true };
  return getDb().signal.findMany({ where: { userId }, select, orderBy: { givenAt: "asc" }, take });
}

function listTasteTexts(userId: number, take: number) {
  const select = { text: true, createdAt: true };
  return getDb().tasteText.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}

function listTasteSkips(userId: number, take: number) {
  const select = { paper, skippedAt: true };
  return getDb().tasteSkip.findMany({ where: { userId }, select, orderBy: { skippedAt: "asc" }, take });
}

function listShowings(userId: number, take: number) {
  const select = { paper, part: true, shownAt: true, passes: true, passedAt: true, openedAt: true };
  return getDb().showing.findMany({ where: { userId }, select, orderBy: { paperId: "asc" }, take });
}

function listMixes(userId: number, take: number) {
  const select = { name: true, slug: true, weights: true, createdAt: true };
  return getDb().mix.findMany({ where: { userId }, select, orderBy: { id: "asc" }, take });
}
