import { Prisma } from "@/lib/base/db";
import { paperUrl } from "@/lib/programs/api/paper-json";

export type TitledPaper = { key: string; title: string };

/** The ids of the papers that a person submitted or is a verified author of. */
export function ownPapersSql(userId: number): Prisma.Sql {
  return Prisma.sql`SELECT id FROM papers WHERE submitter_id = ${userId}
    UNION SELECT paper_id FROM claims WHERE user_id = ${userId} AND status = 'verified'`;
}

/** What news about a paper says of it: where it is, and its title. */
export function toTitledJson({ key, title }: TitledPaper): { id: string; url: string; title: string } {
  return { id: key, url: paperUrl(key), title };
}
