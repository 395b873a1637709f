import type { Operation } from "@/lib/api/v1/operation";
import { accountOperations } from "@/lib/api/v1/operations-account";
import { adminOperations } from "@/lib/api/v1/operations-admin";
import { archiveOperations } from "@/lib/api/v1/operations-archive";
import { aroundOperations } from "@/lib/api/v1/operations-around";
import { claimOperations } from "@/lib/api/v1/operations-claims";
import { commentOperations } from "@/lib/api/v1/operations-comments";
import { curationOperations } from "@/lib/api/v1/operations-curation";
import { digestOperations } from "@/lib/api/v1/operations-digests";
import { followOperations } from "@/lib/api/v1/operations-follows";
import { interestOperations } from "@/lib/api/v1/operations-interests";
import { libraryOperations } from "@/lib/api/v1/operations-library";
import { mailOperations } from "@/lib/api/v1/operations-mail";
import { mailStopOperations } from "@/lib/api/v1/operations-mail-stop";
import { mailingOperations } from "@/lib/api/v1/operations-mailings";
import { mapOperations } from "@/lib/api/v1/operations-map";
import { mixOperations } from "@/lib/api/v1/operations-mixes";
import { muteOperations } from "@/lib/api/v1/operations-mutes";
import { notificationOperations } from "@/lib/api/v1/operations-notifications";
import { ownPageOperations } from "@/lib/api/v1/operations-own-page";
import { paperOperations } from "@/lib/api/v1/operations-papers";
import { readerOperations } from "@/lib/api/v1/operations-reader";
import { reviewOperations } from "@/lib/api/v1/operations-review";
import { saveOperations } from "@/lib/api/v1/operations-saves";
import { searchOperations } from "@/lib/api/v1/operations-search";
import { signalOperations } from "@/lib/api/v1/operations-signals";
import { submissionOperations } from "@/lib/api/v1/operations-submissions";
import { suggestOperations } from "@/lib/api/v1/operations-suggest";
import { tokenOperations } from "@/lib/api/v1/operations-tokens";
import { voteOperations } from "@/lib/api/v1/operations-votes";
import { webhookOperations } from "@/lib/api/v1/operations-webhooks";

/**
 * Everything that a program can do under /api/v1, in the order in which it is explained. The addresses, OpenAPI and the
 * page for developers are all made from this list.
 */
export const operations: readonly Operation[] = [
  ...paperOperations,
  ...searchOperations,
  ...suggestOperations,
  ...mapOperations,
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
  ...archiveOperations,
  ...curationOperations,
  ...reviewOperations,
  ...adminOperations,
  ...mailingOperations,
];
