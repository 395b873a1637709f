import type { Operation } from "@/lib/programs/api/operation";
import { accountOperations } from "@/lib/programs/api/operations/account";
import { adminOperations } from "@/lib/programs/api/operations/admin";
import { claimOperations } from "@/lib/programs/api/operations/claims";
import { commentOperations } from "@/lib/programs/api/operations/comments";
import { digestOperations } from "@/lib/programs/api/operations/digests";
import { followOperations } from "@/lib/programs/api/operations/follows";
import { interestOperations } from "@/lib/programs/api/operations/interests";
import { libraryOperations } from "@/lib/programs/api/operations/library";
import { linkOperations } from "@/lib/programs/api/operations/links";
import { mailStopOperations } from "@/lib/programs/api/operations/mail-stop";
import { mapOperations } from "@/lib/programs/api/operations/map";
import { mixOperations } from "@/lib/programs/api/operations/mixes";
import { muteOperations } from "@/lib/programs/api/operations/mutes";
import { notificationOperations } from "@/lib/programs/api/operations/notifications";
import { organizationOperations } from "@/lib/programs/api/operations/organization";
import { ownPageOperations } from "@/lib/programs/api/operations/own-page";
import { curationOperations } from "@/lib/programs/api/operations/paper-curation";
import { paperOperations } from "@/lib/programs/api/operations/papers";
import { progressOperations } from "@/lib/programs/api/operations/progress";
import { readerOperations } from "@/lib/programs/api/operations/reader-settings";
import { reviewOperations } from "@/lib/programs/api/operations/review";
import { saveOperations } from "@/lib/programs/api/operations/saves";
import { searchOperations } from "@/lib/programs/api/operations/search";
import { signalOperations } from "@/lib/programs/api/operations/signals";
import { submissionOperations } from "@/lib/programs/api/operations/submissions";
import { mailOperations } from "@/lib/programs/api/operations/subscriptions";
import { tokenOperations } from "@/lib/programs/api/operations/tokens";
import { aroundOperations } from "@/lib/programs/api/operations/topics-and-people";
import { voteOperations } from "@/lib/programs/api/operations/upvotes";
import { webhookOperations } from "@/lib/programs/api/operations/webhooks";

/**
 * Every operation under /api/v1, in the order in which the developers' page shows them. The routes, the OpenAPI document and
 * the developers' page are all derived from this list.
 */
export const operations: readonly Operation[] = [
  ...paperOperations,
  ...linkOperations,
  ...organizationOperations,
  ...searchOperations,
  ...mapOperations,
  ...progressOperations,
  ...aroundOperations,
  ...voteOperations,
  ...saveOperations,
  ...followOperations,
  ...muteOperations,
  ...libraryOperations,
  ...notificationOperations,
  ...commentOperations,
  ...submissionOperations,
  ...claimOperations,
  ...ownPageOperations,
  ...signalOperations,
  ...interestOperations,
  ...readerOperations,
  ...mixOperations,
  ...accountOperations,
  ...tokenOperations,
  ...webhookOperations,
  ...mailOperations,
  ...mailStopOperations,
  ...digestOperations,
  ...curationOperations,
  ...reviewOperations,
  ...adminOperations,
];
