import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, Prisma } from "@/lib/base/db";
import { organizationSlug } from "@/lib/papers/author-slug";
import { listedSql } from "@/lib/papers/conditions";
import { nameText } from "@/lib/people/name-text";

/** The name of an organisation, as people and imports give it; empty for a name without visible characters. */
export const organizationText = nameText().max(200, { error: "A name has at most 200 characters." });

/** The organisation of papers: the name as the newest of them writes it, and how many are listed. */
export type Organization = { slug: string; name: string; papers: number };

const columns = Prisma.sql`
  (array_agg(organization ORDER BY announced_at DESC, id DESC))[1] AS name, count(*)::int AS papers`;

/** The organisation with this slug, or null when no listed paper has it. */
export async function findOrganization(slug: string): Promise<Organization | null> {
  const [found] = await getDb().$queryRaw<Organization[]>`
    SELECT organization_slug AS slug, ${columns} FROM papers p WHERE organization_slug = ${slug} AND ${listedSql}
    GROUP BY 1`;
  return found ?? null;
}

/** How many organisations a list has at most. */
export const maxOrganizations = 200;

/** The organisations with the most listed papers, at most `maxOrganizations`. */
export function listOrganizations(): Promise<Organization[]> {
  return getDb().$queryRaw`
    SELECT organization_slug AS slug, ${columns} FROM papers p WHERE organization_slug > '' AND ${listedSql}
    GROUP BY 1 ORDER BY papers DESC, slug LIMIT ${maxOrganizations}`;
}

const batch = 500;

/**
 * Stores the slugs of the organisations of papers that were here before slugs were stored. Ends when nothing is left or on
 * `signal`; safe to repeat.
 * @returns of how many papers
 */
export const fillOrganizationSlugs = skipWhileRunning(fillAll, { filled: 0 });

async function fillAll({ signal }: { signal: AbortSignal }): Promise<{ filled: number }> {
  let filled = 0;
  while (!signal.aborted) {
    const due = await getDb().paper.findMany({
      where: { organizationSlug: "" },
      select: { id: true, organization: true },
      take: batch,
    });
    if (due.length === 0) break;
    const slugs = due.map(({ organization }) => organizationSlug(organization ?? ""));
    await getDb().$executeRaw`
      UPDATE papers p SET organization_slug = n.slug
      FROM unnest(${due.map(({ id }) => id)}::int[], ${due.map(({ organization }) => organization ?? "")}::text[],
        ${slugs}::text[]) AS n (id, name, slug)
      WHERE p.id = n.id AND p.organization = n.name AND p.organization_slug = ''`;
    filled += due.length;
  }
  return { filled };
}
