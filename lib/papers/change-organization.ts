import { getDb } from "@/lib/base/db";
import { organizationSlug } from "@/lib/papers/author-slug";
import { tellOfPapersAgainSql } from "@/lib/papers/news";

/**
 * Sets or removes a paper's organisation as a person wants it, which imports then leave. A recent paper is announced to
 * those who follow the organisation. Repeating it changes nothing.
 * @param name null removes it
 */
export async function changeOrganization(paperId: number, name: string | null, now: Date): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const changed = await tx.$queryRaw<{ key: string }[]>`
      UPDATE papers SET organization = ${name}, organization_slug = ${name && organizationSlug(name)},
        organization_corrected = true
      WHERE id = ${paperId} AND (organization IS DISTINCT FROM ${name} OR NOT organization_corrected) RETURNING key`;
    await tx.$queryRaw(
      tellOfPapersAgainSql(
        changed.map(({ key }) => key),
        now,
      ),
    );
  });
}
