import type { ActionWorld } from "@/e2e/support/action-world";

/**
 * Who calls an action: nobody; the owner of the rows that it is used on, the same person banned, or another member; or somebody
 * with a role.
 */
export const actors = ["nobody", "owner", "banned", "stranger", "curator", "moderator", "admin"] as const;
export type Actor = (typeof actors)[number];

type Fields = Record<string, string | number | (string | number)[]>;

/** Valid fields of an action, and whose calls change anything in the database. */
type Rule = { may: readonly Actor[]; fields: (world: ActionWorld) => Fields };

const members = ["owner", "banned", "stranger", "curator", "moderator", "admin"] as const;
const unbanned = ["owner", "stranger", "curator", "moderator", "admin"] as const;
const theOwner = ["owner", "banned"] as const;
const unbannedOwner = ["owner"] as const;
const curators = ["curator", "moderator", "admin"] as const;
const moderators = ["moderator", "admin"] as const;
const admins = ["admin"] as const;
const everybody = actors;
const noOne = [] as const;

const rule = (may: readonly Actor[], fields: Rule["fields"] = () => ({})): Rule => ({ may, fields });
const free = ({ keys }: ActionWorld) => ({ key: keys.free });

/** The rule of every server action of the hub. */
export const actionRules: Record<string, Rule> = {
  // The worker and digests
  retryJob: rule(admins, ({ ids }) => ({ id: ids.job })),
  forgetJob: rule(admins, ({ ids }) => ({ id: ids.job })),
  retryDigest: rule(admins, ({ ids }) => ({ id: ids.digest })),
  skipDigest: rule(admins, ({ ids }) => ({ id: ids.digest })),
  retryDigests: rule(admins),
  // Papers, comments, claims and people
  setUpvote: rule(members, (world) => ({ ...free(world), want: "upvote" })),
  addComment: rule(unbanned, (world) => ({ ...free(world), body: "A thought." })),
  deleteComment: rule(["owner", "moderator", "admin"], ({ ids }) => ({ id: ids.comment })),
  claimPaper: rule(unbanned, (world) => ({ ...free(world), author: "Ada Lovelace" })),
  decideClaim: rule(curators, ({ ids }) => ({ id: ids.claim, decision: "verified" })),
  submitPaper: rule(unbanned, () => ({ id: "2503.15457" })),
  enterPaper: rule(unbanned, () => ({
    title: "A paper that is nowhere else",
    authors: "Ada Lovelace",
    abstract: "We study a thing and find that it holds.",
    link: "https://example.org/paper",
    topics: "cs.CL",
  })),
  decideSubmission: rule(curators, ({ keys }) => ({ key: keys.pending, decision: "declined" })),
  featurePaper: rule(curators, free),
  unfeaturePaper: rule(curators, ({ keys }) => ({ key: keys.featured })),
  changePaper: rule(curators, (world) => ({
    ...free(world),
    title: "Another title",
    abstract: "Another abstract, which is long enough.",
    topics: "cs.CL",
    codeUrl: "",
    projectUrl: "https://example.org/linked",
    organization: "",
  })),
  setLink: rule(curators, (world) => ({ ...free(world), url: "https://example.org/code", kind: "code" })),
  removeLink: rule(curators, (world) => ({ ...free(world), url: "https://example.org/linked" })),
  setOrganization: rule(curators, (world) => ({ ...free(world), organization: "A Lab" })),
  hidePaper: rule(moderators, free),
  unhidePaper: rule(moderators, ({ keys }) => ({ key: keys.hidden })),
  banPerson: rule(moderators, () => ({ username: "owner" })),
  unbanPerson: rule(moderators, () => ({ username: "banned-one" })),
  unbanAddress: rule(moderators, () => ({ email: "banned-one@example.org" })),
  giveRole: rule(admins, () => ({ username: "owner", role: "curator" })),
  // A reader's own things
  setSave: rule(members, (world) => ({ ...free(world), on: "yes" })),
  setSignal: rule(members, (world) => ({ ...free(world), say: "more" })),
  setFollow: rule(members, () => ({ kind: "topic", ref: "cs.RO", on: "yes" })),
  setMute: rule(members, () => ({ kind: "topic", ref: "cs.RO", on: "yes" })),
  mute: rule(members, () => ({ kind: "topic", ref: "cs.RO" })),
  renameFollow: rule(theOwner, ({ ids }) => ({ id: ids.follow, label: "Another name" })),
  unfollow: rule(theOwner, ({ ids }) => ({ id: ids.follow })),
  unmute: rule(theOwner, ({ ids }) => ({ id: ids.mute })),
  followAgain: rule(theOwner, ({ ids }) => ({ id: ids.mute })),
  followTopics: rule(members, () => ({ "topics[]": ["cs.RO"] })),
  endFirstSteps: rule(members),
  importLibrary: rule(members, () => ({ papers: "A title of a paper that this hub does not have at all" })),
  takeOutOfLibrary: rule(theOwner, ({ keys }) => ({ key: keys.voted })),
  renameInterest: rule(theOwner, ({ ids }) => ({ id: ids.interest, name: "Machines" })),
  pauseInterest: rule(theOwner, ({ ids }) => ({ id: ids.interest, on: "no" })),
  mergeInterests: rule(theOwner, ({ ids }) => ({ id: ids.interest, into: ids.otherInterest })),
  removeInterest: rule(theOwner, ({ ids }) => ({ id: ids.interest })),
  movePapers: rule(theOwner, ({ ids, keys }) => ({ "keys[]": [keys.voted], to: ids.otherInterest })),
  makeInterest: rule(members, ({ keys }) => ({ name: "New", "keys[]": [keys.free] })),
  changeReaderSettings: rule(members, () => ({ learns: "no" })),
  resetTaste: rule(members, () => ({ sure: "yes" })),
  createMix: rule(members, () => ({ name: "Wild", trend: 0.5 })),
  changeMix: rule(theOwner, () => ({ slug: "calm", trend: 0.5 })),
  renameMix: rule(theOwner, () => ({ slug: "calm", name: "Quiet" })),
  setDefaultMix: rule(theOwner, () => ({ slug: "calm" })),
  renewMix: rule(theOwner, () => ({ slug: "calm" })),
  deleteMix: rule(theOwner, () => ({ slug: "calm" })),
  readNotifications: rule(theOwner, ({ ids }) => ({ ids: ids.notification })),
  readAllNotifications: rule(theOwner),
  chooseNotificationMail: rule(members, () => ({ mail: "never" })),
  // Accounts
  signInByMail: rule(everybody, () => ({ email: "someone@example.org" })),
  signInWith: rule(noOne, () => ({ provider: "github" })),
  connect: rule(noOne, () => ({ provider: "github" })),
  disconnect: rule(theOwner, () => ({ provider: "github" })),
  requestAddressChange: rule(members, () => ({ email: "another@example.org" })),
  confirmAddressChange: rule(everybody, ({ links }) => ({ token: links.address })),
  becomeAdmin: rule(noOne, () => ({ token: "made-up" })),
  confirmSignIn: rule(noOne, () => ({ email: "owner@example.org", token: "made-up" })),
  chooseUsername: rule(noOne, () => ({ username: "another-name" })),
  changeProfile: rule(unbanned, () => ({ name: "Ada", bio: "Engines.", links: "", timeZone: "UTC" })),
  endSession: rule(theOwner, ({ ids }) => ({ id: ids.session })),
  endOtherSessions: rule(theOwner),
  endAllSessions: rule(members),
  deleteAccount: rule(theOwner, () => ({ confirmation: "owner" })),
  allowMail: rule(theOwner),
  createToken: rule(members, () => ({ name: "Laptop", scope: "read", days: "30" })),
  revokeToken: rule(theOwner, ({ ids }) => ({ id: ids.token })),
  createWebhook: rule(unbanned, ({ hookUrl }) => ({ url: hookUrl, event: "paper", feed: "/new" })),
  setWebhook: rule(theOwner, ({ ids }) => ({ id: ids.webhook, on: "yes" })),
  deleteWebhook: rule(theOwner, ({ ids }) => ({ id: ids.webhook })),
  testWebhook: rule(unbannedOwner, ({ ids }) => ({ id: ids.webhook })),
  redeliver: rule(unbannedOwner, ({ ids }) => ({ id: ids.webhook, delivery: ids.delivery })),
  // Feeds by mail; who has the link of a mail may do what it offers
  createDigestSubscription: rule(unbanned, () => ({ feed: "/topics/cs.CL", cadence: "daily" })),
  changeDigestSubscription: rule(theOwner, ({ ids }) => ({
    id: ids.subscription,
    feed: "/topics/cs.LG",
    hour: 9,
  })),
  stopDigestSubscription: rule(theOwner, ({ ids }) => ({ id: ids.subscription })),
  requestSubscription: rule(everybody, () => ({ email: "new@example.org", feed: "/", cadence: "daily" })),
  confirmSubscription: rule(everybody, ({ links }) => ({ token: links.pending })),
  changeSubscription: rule(everybody, ({ links }) => ({ token: links.running, feed: "/", hour: 9 })),
  stopSubscription: rule(everybody, ({ links }) => ({ token: links.running })),
  stopNotificationMail: rule(everybody, ({ links }) => ({ token: links.stopMail })),
};
