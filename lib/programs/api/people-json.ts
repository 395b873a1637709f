import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import type { Topic } from "@/lib/papers/topics/topics";
import type { SessionRow } from "@/lib/people/account/sessions";
import type { Person, Profile } from "@/lib/people/people";
import { moment } from "@/lib/programs/api/inputs";

const personFields = {
  username: z.string(),
  url: z.string().describe("Their page on this hub."),
  name: z.string().nullable(),
  bio: z.string(),
  links: z.array(z.string()),
  role: z.enum(["member", "curator", "moderator", "admin"]),
  madeUp: z.boolean().describe("An account that came with starter papers or an import, and nobody's."),
  banned: z.boolean(),
  createdAt: moment,
};

export const personJson = z
  .object(personFields)
  .meta({ id: "Person", description: "A person as everybody may see them." });

export const profileJson = z
  .object({
    ...personFields,
    email: z.string().nullable(),
    timeZone: z.string().nullable().describe("In which dates are shown to you; null for the hub's own."),
  })
  .meta({ id: "Profile", description: "Your own account." });

export const sessionJson = z
  .object({
    id: z.int(),
    userAgent: z.string().nullable().describe("What the browser says it is."),
    createdAt: moment,
    lastSeenAt: moment,
  })
  .meta({ id: "Session", description: "A browser in which you are signed in." });

export const topicJson = z
  .object({
    id: z.string(),
    url: z.string(),
    name: z.string(),
    archive: z.string(),
    group: z.string(),
    description: z.string(),
    active: z.boolean().describe("Whether arXiv still takes papers in it."),
    alias: z.string().nullable().describe("The topic that shares its papers or took it over."),
    papersThisWeek: z.int().describe("Announced in the last seven days, cross-lists included."),
    upvotesThisWeek: z.int().describe("The upvotes of those papers."),
  })
  .meta({ id: "Topic", description: "A category of arXiv." });

export function toPersonJson(person: Person): z.input<typeof personJson> {
  return {
    username: person.username,
    url: `${getConfig().HUB_URL}/people/${person.username}`,
    name: person.name,
    bio: person.bio,
    links: person.links,
    role: person.role,
    madeUp: person.kind === "made_up",
    banned: person.banned,
    createdAt: person.createdAt.toISOString(),
  };
}

export function toProfileJson(profile: Profile): z.input<typeof profileJson> {
  return { ...toPersonJson(profile), email: profile.email, timeZone: profile.timeZone };
}

export function toSessionJson({ id, userAgent, ...session }: SessionRow): z.input<typeof sessionJson> {
  return {
    id,
    userAgent,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
  };
}

type Counts = { papers: number; upvotes: number } | undefined;

export function toTopicJson(topic: Topic, counts: Counts): z.input<typeof topicJson> {
  return {
    id: topic.id,
    url: `${getConfig().HUB_URL}/topics/${topic.id}`,
    name: topic.name,
    archive: topic.archive,
    group: topic.group,
    description: topic.description,
    active: topic.active,
    alias: topic.alias,
    papersThisWeek: counts?.papers ?? 0,
    upvotesThisWeek: counts?.upvotes ?? 0,
  };
}
