import { getConfig } from "@/lib/base/config";
import { replaceSummaries } from "@/lib/community/starter/replace-summaries";
import { loadStarter } from "@/lib/community/starter/starter";
import { findDueDigests } from "@/lib/digests/find-due-digests";
import { countParts } from "@/lib/feeds/for-you/part-counts";
import { makeMaps } from "@/lib/feeds/map/make-maps";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { findNeighbours } from "@/lib/feeds/taste/neighbours";
import { trainDueReaders } from "@/lib/feeds/taste/train-due";
import { findHits } from "@/lib/follows/hits";
import { mailNotifications } from "@/lib/follows/notifications/send-mails";
import { writeNotifications } from "@/lib/follows/notifications/write";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { pullFromArxiv } from "@/lib/papers/arxiv/pull";
import { repairHeat } from "@/lib/papers/recount";
import { sendDeliveries } from "@/lib/programs/webhooks/send";
import { tellNews } from "@/lib/programs/webhooks/tell";
import { enrichPapers } from "@/lib/search/enrich";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { makeSummaries } from "@/lib/search/keywords/summaries";
import { countTerms, countTermsAfter } from "@/lib/search/search-terms";
import { tidyTable } from "@/lib/search/write-table";
import { cleanExpired } from "@/lib/worker/clean";

export type Task = (context: TaskContext) => Promise<unknown>;
export type TaskContext = { now: Date; signal: AbortSignal };

const here = () => ({ client: getArxiv(), timeZone: getConfig().HUB_TIME_ZONE });
const categories = () => getConfig().ARXIV_CATEGORIES;

/** What the worker can do: each task calls one function and gives back what is worth logging. All are safe to repeat. */
export const tasks = {
  "pull-from-arxiv": (context) => pullFromArxiv({ ...here(), ...context, categories: categories() }),
  "replace-summaries": ({ now }) => replaceSummaries({ ...here(), now }),
  "play-starter": ({ now }) => loadStarter({ now, timeZone: getConfig().HUB_TIME_ZONE }),
  "clean-expired": ({ now }) => cleanExpired(now),
  "repair-heat": () => repairHeat(),
  "index-papers": indexPapers,
  "count-terms": () => countTerms(),
  "count-parts": ({ now }) => countParts(now),
  "tidy-search": ({ now }) => tidyTable(now),
  "find-keywords": (context) => makeKeywords(context),
  "find-hits": (context) => findHits(context),
  "write-notifications": (context) => writeNotifications(context),
  "tell-webhooks": async (context) => ({ ...(await tellNews(context)), ...(await deliver(context)) }),
  "send-digests": (context) => findDueDigests(context),
  "mail-notifications": (context) => mailNotifications("instantly", context),
  "mail-notifications-daily": (context) => mailNotifications("daily", context),
  "write-summaries": (context) => makeSummaries(context),
  "draw-maps": (context) => makeMaps({ ...context, timeZone: getConfig().HUB_TIME_ZONE }),
  "train-readers": (context) => trainDueReaders(context),
  "count-co-votes": (context) => countCoVotes(context),
  "find-neighbours": (context) => findNeighbours(context),
} satisfies Record<string, Task>;

// By the clock of then: finding the news may have taken long, and a receiver refuses a signature that is old.
const deliver = (context: TaskContext) => sendDeliveries({ ...context, now: new Date() });

async function indexPapers(context: TaskContext) {
  const enriched = await enrichPapers(context);
  await countTermsAfter(enriched.taken);
  return enriched;
}

export type TaskName = keyof typeof tasks;
