import pg from "pg";

/** Papers for the journeys, in addition to the starter papers. A journey that changes a paper has one of its own. */
export const seeded = {
  versions: { key: "2501.99901", title: "A seeded paper in two versions with $x^2$" },
  old: { key: "math/0501999", title: "A seeded paper of an old kind of id" },
  upvoted: { key: "2501.99902", title: "A seeded paper to upvote" },
  plainUpvoted: { key: "2501.99903", title: "A seeded paper to upvote by form" },
  discussed: { key: "2501.99904", title: "A seeded paper to discuss" },
  guarded: { key: "2501.99905", title: "A seeded paper that attacks must not change" },
  limited: { key: "2501.99906", title: "A seeded paper upvoted too often" },
  curated: { key: "2501.99907", title: "A seeded paper for curators" },
  moved: { key: "2501.99908", title: "A seeded paper that gets another organisation" },
  programmed: { key: "2501.99931", title: "A seeded paper that programs write to" },
} as const;

/** The day on which the seeded papers were announced: a Wednesday, so that its week and month have days on both sides. */
export const seededDay = "2025-01-15";

export const seededOrganization = { name: "Example Lab", slug: "example-lab" };

export const seededAuthor = { name: "Ada Example", slug: "ada-example", former: "ada-example1" };

/** Adds the seeded papers to the hub's database as an import would. */
export async function seed(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const { key, title } of Object.values(seeded)) {
    const versions = [{ version: 1, at: "2025-01-13T10:00:00Z" }];
    await client.query(
      `INSERT INTO papers (key, title, title_key, abstract, authors, author_slugs, topics, published_at, versions,
         announced_at, day, source, heat, organization, organization_slug)
       VALUES ($1, $2, $3, $4, $5, $6, '{cs.CL,cs.LG}', '2025-01-13T10:00:00Z', $7,
         $8::date + interval '1 hour', $8, 'import', 1000, $9, $10)`,
      [
        key,
        title,
        title.toLowerCase().replace(/[^a-z0-9]/g, ""),
        "We show by example that $a^2 + b^2 = c^2$ holds where it should.",
        [seededAuthor.name, "Second Example"],
        [seededAuthor.slug, "second-example"],
        JSON.stringify(versions),
        seededDay,
        seededOrganization.name,
        seededOrganization.slug,
      ],
    );
  }
  await client.query("INSERT INTO former_author_slugs VALUES ($1, $2)", [
    seededAuthor.former,
    seededAuthor.slug,
  ]);
  await client.end();
}
