import { z } from "zod";

// The shapes that clients of Hugging Face Papers read: huggingface_hub's PaperInfo, arXiv's labs widget,
// hf-mcp-server. A username is given as `user` and as `name`, because different clients read different ones.

const objectId = z.string().regex(/^[0-9a-f]{24}$/);
const iso = z.iso.datetime({ precision: 3 });

const userShape = z
  .object({
    _id: objectId,
    avatarUrl: z.url(),
    fullname: z.string(),
    isPro: z.literal(false),
    type: z.literal("user"),
    user: z.string(),
    name: z.string(),
    isHf: z.literal(false),
    isHfAdmin: z.literal(false),
    isMod: z.boolean(),
    followerCount: z.number().int(),
    isUserFollowing: z.literal(false),
  })
  .meta({ id: "ClientUser", description: "A person, or the hub itself." });

const authorShape = z
  .object({
    _id: objectId,
    name: z.string(),
    hidden: z.boolean(),
    status: z.literal("claimed_verified").optional(),
    statusLastChangedAt: iso.optional(),
    user: userShape.optional(),
  })
  .meta({ id: "ClientAuthor", description: "An author as it stands on the paper." });

const organizationShape = z
  .object({ _id: objectId, name: z.string(), fullname: z.string() })
  .meta({ id: "ClientOrganization", description: "The organisation of a paper." });

export const paperShape = z
  .object({
    id: z.string(),
    authors: z.array(authorShape),
    title: z.string(),
    summary: z.string(),
    publishedAt: iso,
    upvotes: z.number().int(),
    discussionId: objectId,
    submittedOnDailyAt: iso,
    submittedOnDailyBy: userShape,
    projectPage: z.url().nullable(),
    githubRepo: z.url().optional(),
    githubRepoAddedBy: z.enum(["user", "auto"]).optional(),
    githubStars: z.number().int().optional(),
    ai_summary: z.string().optional(),
    ai_keywords: z.array(z.string()).optional(),
    organization: organizationShape.optional(),
    withdrawnAt: iso.optional(),
  })
  .meta({ id: "ClientPaper", description: "A paper as clients of Hugging Face Papers read it." });

/** Fields of the paper that are repeated at the top of a daily item, because clients read some there and some in `paper`. */
const repeated = {
  upvotes: true,
  ai_summary: true,
  ai_keywords: true,
  githubRepo: true,
  githubStars: true,
  projectPage: true,
  organization: true,
} as const;

export const dailyItemShape = paperShape
  .pick({ title: true, summary: true, ...repeated })
  .extend({
    paper: paperShape,
    publishedAt: iso,
    thumbnail: z.url(),
    numComments: z.number().int(),
    submittedBy: userShape,
    isAuthorParticipating: z.boolean(),
  })
  .meta({ id: "DailyItem", description: "A paper with what the daily feed says about it." });

export const commentShape = z
  .object({
    id: objectId,
    type: z.literal("comment"),
    author: userShape,
    createdAt: iso,
    data: z.object({
      edited: z.literal(false),
      hidden: z.boolean(),
      latest: z.object({ raw: z.string(), html: z.string(), updatedAt: iso }),
      numEdits: z.literal(0),
      reactions: z.array(z.object({ reaction: z.string(), users: z.array(z.string()), count: z.number() })),
      isReport: z.literal(false),
      parentCommentId: objectId.optional(),
    }),
  })
  .meta({ id: "ClientComment", description: "A comment; a reply names its parent." });

/** What this hub has none of; clients expect a list all the same. */
const none = z.array(z.never()).max(0);

const linkedRepos = z.array(
  z
    .object({ id: z.string(), author: z.string(), tags: none })
    .meta({ id: "LinkedRepository", description: "A model, dataset or space at Hugging Face." }),
);

export const paperInfoShape = paperShape
  .extend({
    numComments: z.number().int(),
    linkedModels: linkedRepos,
    linkedDatasets: linkedRepos,
    linkedSpaces: linkedRepos,
    numTotalModels: z.int(),
    numTotalDatasets: z.int(),
    numTotalSpaces: z.int(),
    comments: z.array(commentShape).optional(),
    /** Until when the paper can be submitted to the daily feed; null, because this hub sets no such time. */
    submissionDeadline: z.null().optional(),
  })
  .meta({ id: "PaperInfo", description: "All that is known about one paper." });

/** A person as `GET /api/users/{name}/overview` shows them. Who follows whom is nobody's business here, so it counts as 0. */
export const overviewShape = userShape
  .extend({
    details: z.string(),
    createdAt: iso,
    isFollowing: z.literal(false),
    numModels: z.literal(0),
    numDatasets: z.literal(0),
    numSpaces: z.literal(0),
    numLikes: z.literal(0),
    numFollowers: z.literal(0),
    numFollowing: z.literal(0),
    /** The comments that a person wrote. */
    numDiscussions: z.number().int(),
    /** The papers of which a person is a verified author. */
    numPapers: z.number().int(),
    /** The upvotes of the papers that a person submitted. */
    numUpvotes: z.number().int(),
    orgs: none,
  })
  .meta({ id: "UserOverview", description: "A person with what they did in numbers." });

/** The owner of a token or session, as `GET /api/whoami-v2` shows them. */
export const whoamiShape = z
  .object({
    type: z.literal("user"),
    id: objectId,
    name: z.string(),
    fullname: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    avatarUrl: z.url(),
    isPro: z.literal(false),
    canPay: z.literal(false),
    periodEnd: z.null(),
    orgs: none,
    auth: z.object({
      type: z.enum(["access_token", "session"]),
      accessToken: z
        .object({ displayName: z.string(), role: z.enum(["read", "write"]), createdAt: iso })
        .optional(),
      expiresAt: iso.optional(),
    }),
  })
  .meta({ id: "Whoami", description: "The owner of a token or session." });

/** What `GET /api/arxiv/{id}/repos` gives. */
export const repositoriesShape = z
  .object({ models: linkedRepos, datasets: linkedRepos, spaces: linkedRepos })
  .meta({ id: "Repositories", description: "The models, datasets and spaces of a paper." });

export type RepositoriesJson = z.infer<typeof repositoriesShape>;
export type UserJson = z.infer<typeof userShape>;
export type AuthorJson = z.infer<typeof authorShape>;
export type PaperJson = z.infer<typeof paperShape>;
export type DailyItemJson = z.infer<typeof dailyItemShape>;
export type CommentJson = z.infer<typeof commentShape>;
export type PaperInfoJson = z.infer<typeof paperInfoShape>;
export type OverviewJson = z.infer<typeof overviewShape>;
export type WhoamiJson = z.infer<typeof whoamiShape>;
