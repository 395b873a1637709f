import { backUpNightly } from "@/lib/base/backup/nightly";
import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { renderComments } from "@/lib/community/comments/render";
import { replaceSummaries } from "@/lib/community/starter/replace-summaries";
import { loadStarter } from "@/lib/community/starter/starter";
import { deliverDigest, deliverySchema } from "@/lib/digests/deliver";
import { findDueDigests } from "@/lib/digests/find-due-digests";
import { countParts } from "@/lib/feeds/for-you/part-counts";
import { findTrackRecords } from "@/lib/feeds/for-you/track-records";
import { makeMaps } from "@/lib/feeds/map/make-maps";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { findNeighbours } from "@/lib/feeds/taste/neighbours";
import { fetchImports } from "@/lib/feeds/taste/pending-imports";
import { trainDueReaders } from "@/lib/feeds/taste/train-due";
import { findHits } from "@/lib/follows/hits";
import { mailNotifications } from "@/lib/follows/notifications/mail-notifications";
import { notifyOfChanges, notifyOfComments, notifyOfPapers } from "@/lib/follows/notifications/notify";
import { planMails } from "@/lib/follows/notifications/plan-mails";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { pullFromArxiv } from "@/lib/papers/arxiv/pull";
import { fillCiteKeys } from "@/lib/papers/fill-cite-keys";
import { findDueLinks } from "@/lib/papers/find-due-links";
import { fillOrganizationSlugs } from "@/lib/papers/organizations";
import { repairHeat } from "@/lib/papers/recount";
import { refreshRepositories } from "@/lib/papers/repositories/refresh";
import { rereadPapers } from "@/lib/papers/reread";
import { deliver, resumeDeliveries } from "@/lib/programs/webhooks/deliver";
import { tellOfComments } from "@/lib/programs/webhooks/tell-of-comments";
import { tellOfPapers, tellOfSearchable } from "@/lib/programs/webhooks/tell-of-papers";
import { tellOfUpvote } from "@/lib/programs/webhooks/tell-of-upvote";
import type { EventTask, Payloads } from "@/lib/queue/enqueue";
import { enrichPapers } from "@/lib/search/enrich";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { makeSummaries } from "@/lib/search/keywords/summaries";
import { countTerms } from "@/lib/search/search-terms";
import { tidyTable } from "@/lib/search/write-table";
import { cleanExpired, isClockDoubtful } from "@/lib/worker/clean";

export type Task = (context: TaskContext) => Promise<unknown>;
export type TaskContext = { now: Date; signal: AbortSignal };

const arxivContext = () => ({ client: getArxiv(), timeZone: getConfig().HUB_TIME_ZONE });
const categories = () => getConfig().ARXIV_CATEGORIES;

export type EventTasks = {
  [T in EventTask]: (payload: Payloads[T], context: TaskContext) => Promise<unknown>;
};

/** The scheduled tasks. Each calls one function and returns what should be logged; all are safe to repeat. */
export const tasks = {
  "pull-from-arxiv": (context) => pullFromArxiv({ ...arxivContext(), ...context, categories: categories() }),
  "replace-summaries": ({ now }) => replaceSummaries({ ...arxivContext(), now }),
  "play-starter": ({ now }) => loadStarter({ now, timeZone: getConfig().HUB_TIME_ZONE }),
  "write-backup": (context) => backUpNightly(context),
  "clean-expired": async ({ now }) => ((await isClockDoubtful(now)) ? null : cleanExpired(now)),
  "fill-cite-keys": (context) => fillCiteKeys(context),
  "find-links": (context) => findDueLinks(context),
  "fill-organization-slugs": (context) => fillOrganizationSlugs(context),
  "repair-heat": () => repairHeat(),
  "index-papers": (context) => enrichPapers(context),
  "reread-papers": (context) => rereadPapers(context),
  "refresh-repositories": (context) => refreshRepositories(context),
  "render-comments": (context) => renderComments(context),
  "count-terms": () => countTerms(),
  "count-parts": ({ now }) => countParts(now),
  "tidy-search": ({ now }) => tidyTable(now),
  "find-keywords": (context) => makeKeywords(context),
  "find-hits": (context) => findHits(context),
  "send-digests": (context) => findDueDigests(context),
  "write-summaries": (context) => makeSummaries(context),
  "draw-maps": (context) => makeMaps({ ...context, timeZone: getConfig().HUB_TIME_ZONE }),
  "fetch-imports": (context) => fetchImports({ ...arxivContext(), ...context }),
  "train-readers": (context) => trainDueReaders(context),
  "count-co-votes": (context) => countCoVotes(context),
  "find-neighbours": (context) => findNeighbours(context),
  "find-track-records": (context) => findTrackRecords(context),
} satisfies Record<string, Task>;

/** The tasks that follow from events, which their payloads describe; all are safe to repeat. */
export const eventTasks: EventTasks = {
  "tell-of-comments": async (payload, context) => ({
    ...(await notifyOfComments(payload, context)),
    ...(await tellOfComments(payload, context)),
  }),
  "tell-of-upvote": tellOfUpvote,
  "tell-of-papers": async (payload, context) => ({
    ...(await notifyOfPapers(payload, context)),
    ...(await tellOfPapers(payload, context)),
  }),
  "tell-of-changes": notifyOfChanges,
  "tell-of-searchable": tellOfSearchable,
  "resume-account": async ({ userId }, { now }) => {
    await resumeDeliveries(getDb(), Prisma.sql`u.id = ${userId}`);
    await planMails(getDb(), [userId], now);
  },
  "deliver-webhook": deliver,
  "deliver-digest": (payload, context) => deliverDigest(deliverySchema.parse(payload), context),
  "mail-notifications": mailNotifications,
};

export type TaskName = keyof typeof tasks;
