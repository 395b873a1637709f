import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { withConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";
import { organizationSlug } from "@/lib/papers/author-slug";
import {
  fillOrganizationSlugs,
  findOrganization,
  listOrganizations,
  organizationText,
} from "@/lib/papers/organizations";

withTestDb();

const at = (day: number) => new Date(`2026-03-${String(day).padStart(2, "0")}T12:00:00Z`);

function makeOf(organization: string, day: number, status: "listed" | "hidden" = "listed") {
  const organizationSlugOf = organizationSlug(organization);
  return makePaper({ organization, organizationSlug: organizationSlugOf, announcedAt: at(day), status });
}

describe("an organisation's form in addresses", () => {
  it.each([
    ["NVIDIA", "nvidia"],
    ["  Universität  TÜBINGEN ", "universitat-tubingen"],
    ["上海人工智能实验室", "上海人工智能实验室"],
    ["दिल्ली विश्वविद्यालय", "दिल्ली-विश्वविद्यालय"],
    ["AT&T / Bell Labs", "at-t-bell-labs"],
    ["<script>alert(1)</script>", "script-alert-1-script"],
    ["../../etc", "etc"],
    ["?", "organization-3f"],
  ])("of %j is %j", (name, slug) => {
    expect(organizationSlug(name)).toBe(slug);
  });

  it("is the same for other case, spaces and accents", () => {
    for (const name of ["École de Technologie", "ecole de  technologie", "ÉCOLE-DE-TECHNOLOGIE"])
      expect(organizationSlug(name)).toBe("ecole-de-technologie");
  });

  it("is never empty and has nothing with a meaning in addresses", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(organizationSlug(name)).toMatch(/^[\p{L}\p{M}\p{N}-]{1,200}$/u);
      }),
    );
  });
});

it("a name is one line without invisible characters, or empty", () => {
  expect(organizationText.parse(" A\u202e Lab\n of\u200b Things ")).toBe("A Lab of Things");
  expect(organizationText.parse("\u200b\u2066 ")).toBe("");
  expect(organizationText.safeParse("x".repeat(201)).success).toBe(false);
});

describe("the organisations of papers", () => {
  it("have the name of their newest listed paper, and count the listed ones", async () => {
    await makeOf("A Lab", 2);
    await makeOf("a lab", 4);
    await makeOf("A LAB", 6, "hidden");
    await makeOf("Another", 3);
    await makeOf("Hidden", 3, "hidden");
    await makePaper();
    expect(await findOrganization("a-lab")).toEqual({ slug: "a-lab", name: "a lab", papers: 2 });
    for (const slug of ["hidden", "", "nowhere"]) expect(await findOrganization(slug)).toBeNull();
    expect(await listOrganizations()).toEqual([
      { slug: "a-lab", name: "a lab", papers: 2 },
      { slug: "another", name: "Another", papers: 1 },
    ]);
  });

  it("of papers that were here before get their slugs once, without touching the papers otherwise", async () => {
    await getDb().paper.updateMany({ data: { organization: null, organizationSlug: null } });
    const { id } = await makePaper({ organization: "Institut für X" });
    const without = await makePaper();
    const migration = readFileSync("prisma/migrations/20261201110000_organizations/migration.sql", "utf8");
    const update = /^UPDATE .*$/m.exec(migration)?.[0] ?? "";
    await withConnection(databaseUrl(), (client) => client.query(update));
    const before = await getDb().paper.findUniqueOrThrow({ where: { id } });
    const running = { signal: AbortSignal.timeout(60_000) };
    expect(await fillOrganizationSlugs(running)).toEqual({ filled: 1 });
    expect(await fillOrganizationSlugs(running)).toEqual({ filled: 0 });
    const after = await getDb().paper.findUniqueOrThrow({ where: { id } });
    expect(before.organizationSlug).toBe("");
    expect(after).toEqual({ ...before, organizationSlug: "institut-fur-x" });
    expect((await getDb().paper.findUnique({ where: { id: without.id } }))?.organizationSlug).toBeNull();
  });
});
