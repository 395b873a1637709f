import { Prisma } from "@/lib/base/db";

/** The papers that everybody may see, as a Prisma `where`. */
export const listed = { status: "listed" } as const;

/** SQL: whether everybody may see the paper `p`. */
export const listedSql = Prisma.sql`p.status = 'listed'`;

/** SQL: whether the vote `v` was not withdrawn. Such a vote may still not count, for example a banned account's. */
export const standingVoteSql = Prisma.sql`v.withdrawn_at IS NULL`;

/** SQL: whether the vote `v` adds to its paper's upvotes and heat. */
export const countedVoteSql = Prisma.sql`v.withdrawn_at IS NULL AND v.uncounted_at IS NULL`;

/** SQL: whether the comment `c` was not deleted. */
export const visibleCommentSql = Prisma.sql`c.deleted_at IS NULL`;
