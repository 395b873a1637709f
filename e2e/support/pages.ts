import { seeded, seededAuthor, seededDay } from "@/e2e/support/seed";

/** An address of every page that needs nobody signed in. */
export const openPages = [
  "/",
  "/?window=week",
  "/trending",
  "/for-you",
  "/new",
  `/date/${seededDay}`,
  "/date/2025-01-18",
  "/week/2025-W03",
  "/month/2025-01",
  "/topics",
  "/topics/cs.CL",
  `/papers/${seeded.versions.key}`,
  `/authors/${seededAuthor.slug}`,
  "/about",
  "/about/ranking",
  "/developers",
  "/search",
  "/search?q=language+models",
  "/search?q=zzzzqqqq&upvotes=5",
  "/map",
  "/map?window=all&topic=cs.CL",
  "/similar",
  "/similar?to=short",
  "/similar?to=Robots+that+learn+to+grasp+things+from+videos+of+people",
  "/sign-in?error=Verification",
  "/sign-in/sent",
  "/sign-in/confirm?email=a@example.org&token=x",
  "/subscriptions/sent",
  "/subscriptions/confirm?token=x",
  "/subscriptions/stop?token=x",
  "/mail/stop?token=x",
  `/mail/upvote?paper=${seeded.versions.key}`,
  "/submit",
  "/problem?say=Too+often.",
  "/nowhere",
];

/** An address of every page that is somebody's own; the person is a moderator, who sees most. */
export const ownPages = [
  "/",
  "/trending?window=week",
  "/for-you?trend=0&taste=2",
  `/papers/${seeded.curated.key}`,
  "/following",
  "/notifications",
  "/saved",
  `/mail/save?paper=${seeded.versions.key}`,
  "/map?window=all",
  "/settings",
  "/settings/tokens",
  "/settings/webhooks",
  "/submit",
  "/submit?id=2504.10004",
  "/submit?id=not-an-id",
  "/submit/by-hand",
  "/review",
];

/** An address of every page that only admins see. */
export const adminPages = ["/admin", "/admin/jobs", "/admin/digests"];
