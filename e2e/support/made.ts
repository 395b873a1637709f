import { createHash } from "node:crypto";
import { getDb } from "@/lib/base/db";
import { isoDay } from "@/lib/base/time";
import { linksVersion } from "@/lib/papers/find-links";
import { priorHeat } from "@/lib/papers/heat";
import type { Viewer } from "@/lib/people/viewer";
import type { Paper, Prisma } from "@/prisma/generated/client";
import type { PersonKind, Role } from "@/prisma/generated/enums";

let count = 0;

type MadePerson = {
  username?: string;
  email?: string;
  role?: Role;
  kind?: PersonKind;
  bannedAt?: Date;
  createdAt?: Date;
};

/** Adds a person to the test's database. @returns the person as a viewer */
export async function makePerson(given: MadePerson = {}): Promise<Viewer> {
  const username = given.username ?? `reader-${++count}`;
  const user = await getDb().user.create({
    data: {
      username,
      email: `${username}@example.org`,
      createdAt: new Date("2026-01-01T00:00:00Z"),
      ...given,
    },
  });
  return {
    id: user.id,
    username,
    role: user.role,
    banned: user.bannedAt !== null,
    createdAt: user.createdAt,
  };
}

/** Adds a listed paper to the test's database, by default announced at noon UTC on 2 March 2026. */
export async function makePaper(given: Partial<Prisma.PaperUncheckedCreateInput> = {}) {
  const announcedAt = new Date((given.announcedAt as Date | undefined) ?? "2026-03-02T12:00:00Z");
  const title = (given.title as string | undefined) ?? `Paper ${++count}`;
  const paper = await getDb().paper.create({
    data: {
      key: `2603.${String(++count).padStart(5, "0")}`,
      title,
      titleKey: title.toLowerCase().replace(/[^a-z0-9]/g, ""),
      abstract: "We study a thing and find that it holds.",
      authors: ["Ada Lovelace"],
      authorSlugs: ["ada-lovelace"],
      topics: ["cs.CL"],
      publishedAt: announcedAt,
      announcedAt,
      day: new Date(isoDay(announcedAt)),
      source: "import",
      heat: priorHeat(announcedAt),
      linksVersion,
      ...given,
    },
  });
  await addLinks(paper);
  return paper;
}

/** Adds the links of a paper that was made with them. */
async function addLinks({ id, source, codeUrl, projectUrl, updatedAt }: Paper): Promise<void> {
  const origin = source === "submission" ? "person" : "import";
  const links = [
    ...(codeUrl ? [{ kind: "code" as const, url: codeUrl }] : []),
    ...(projectUrl ? [{ kind: "project" as const, url: projectUrl }] : []),
  ];
  if (links.length === 0) return;
  await getDb().paperLink.createMany({ data: links.map((link) => ({ ...link, origin, paperId: id })) });
  await getDb().paper.update({ where: { id }, data: { updatedAt } });
}

/** The hash by which the worker knows for which text a summary was written. */
export function summaryOf({ title, abstract }: { title: string; abstract: string }): string {
  return createHash("md5")
    .update(title + abstract)
    .digest("hex");
}
