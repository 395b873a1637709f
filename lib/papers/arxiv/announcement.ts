import { addDays, minus, monthOf, parseDay, shiftMonth } from "@/lib/base/time";
import { idMonth } from "@/lib/papers/arxiv/ids";
import {
  announcedAt,
  announcementOf,
  batchMonth,
  easternMonth,
  isAnnouncementDay,
  lastAnnouncement,
  mailingDate,
} from "@/lib/papers/arxiv/schedule";

/**
 * When arXiv announced a paper, by its id and the time of its submission. arXiv gives an id when it announces a paper, so
 * one that moderators held for weeks has the id of a later month than that of its submission, and was announced no
 * earlier than in that month.
 */
export function announcementFor(arxivId: string, submittedAt: Date): Date {
  return withinMonth(arxivId, announcedAt(submittedAt), submittedAt);
}

/** A time that a source gives for an announcement, moved into the month of the paper's id if it is before that. */
export function notBeforeMonth(arxivId: string, announced: Date): Date {
  const first = firstAnnouncement(arxivId);
  return announced < first ? first : announced;
}

function withinMonth(arxivId: string, announced: Date, submittedAt: Date): Date {
  const month = idMonth(arxivId);
  // Until March 2007 a paper got its id when it was submitted, so its month may end before the announcement.
  const isOld = arxivId.includes("/");
  const announcedIn = isOld ? monthOf(mailingDate(announced)) : batchMonth(announced);
  if (announcedIn < month) return firstAnnouncement(arxivId);
  if (announcedIn === month) return announced;
  const last = lastListed(arxivId);
  return submittedAt > last && easternMonth(submittedAt) === month ? submittedAt : last;
}

/** The first announcement in the month of an id. */
function firstAnnouncement(arxivId: string): Date {
  let mailing = `${idMonth(arxivId)}-02`;
  while (!isAnnouncementDay(mailing)) mailing = addDays(mailing, 1);
  return announcementOf(mailing);
}

/** The last announcement that arXiv lists under a date in the month of an id. */
function lastListed(arxivId: string): Date {
  let mailing = addDays(`${shiftMonth(idMonth(arxivId), 1)}-01`, -1);
  while (!isAnnouncementDay(mailing)) mailing = addDays(mailing, -1);
  return announcementOf(mailing);
}

// OAI-PMH lists new papers up to half a day after their announcement.
const listDelay = { hours: 12 };

/** A record of a harvest that arXiv announced between the harvest before and this one. */
type Fresh = { arxivId: string; announcedAt: Date; publishedAt: Date; updatedAt?: Date; listedOn?: string };

/**
 * When arXiv announced a paper that a harvest finds and the one before it did not, though both asked for all papers: at
 * the time that its submission leads to if that lies between the two, else under the date that the list gives it, else
 * last. A paper whose id is of an earlier month than that only came into this list late, and keeps its computed time.
 * @param harvests.before when the harvest before began
 * @param harvests.now when this one runs
 */
export function announcedBetween(paper: Fresh, harvests: { before: Date; now: Date }): Date {
  const since = minus(harvests.before, listDelay);
  const last = lastAnnouncement(harvests.now);
  const computed = paper.announcedAt;
  if (computed > since && computed <= last) return computed;
  const listed = listedAt(paper);
  const isBetween = listed !== null && listed > since && listed <= harvests.now;
  // Without an announcement in between that the schedule knows, there was one outside of it.
  const found = isBetween ? listed : last > since ? last : harvests.now;
  return batchMonth(found) === idMonth(paper.arxivId) ? found : computed;
}

/** The announcement under whose date OAI-PMH lists a record; null once a revision has moved that date. */
function listedAt({ listedOn, updatedAt }: Fresh): Date | null {
  const day = updatedAt ? null : parseDay(listedOn ?? "");
  return day === null ? null : announcementOf(day);
}
