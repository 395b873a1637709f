import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { dayIn } from "@/lib/base/time";
import { organizationAddress } from "@/lib/feeds/page-address";
import { listTopicCounts, type TopicCount } from "@/lib/feeds/topic-counts";
import {
  findOrganization,
  listOrganizations,
  maxOrganizations,
  type Organization,
} from "@/lib/papers/organizations";
import { findAuthor } from "@/lib/papers/papers";
import { findCurrentTopic, listTopics } from "@/lib/papers/topics/topics";
import { findPerson } from "@/lib/people/people";
import { nameParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { personJson, toPersonJson, topicJson, toTopicJson } from "@/lib/programs/api/people-json";

const tag = "Topics and people";

const topicList = z
  .object({ groups: z.array(z.object({ id: z.string(), name: z.string(), topics: z.array(topicJson) })) })
  .meta({ id: "TopicList", description: "arXiv's categories, group by group, in its own order." });

const listAllTopics = operation(
  {
    id: "listTopics",
    method: "GET",
    path: "/topics",
    tag,
    summary: "List topics",
    description: "The categories in which arXiv takes papers today, with how lively each was this week.",
    access: "everybody",
    answer: topicList,
    sharedFor: 300,
    example: {},
  },
  async ({ now }) => {
    const counts = await countsOf(now);
    const groups = listTopics().map(({ id, name, topics }) => {
      return { id, name, topics: topics.map((topic) => toTopicJson(topic, counts.get(topic.id))) };
    });
    return { groups };
  },
);

const getTopic = operation(
  {
    id: "getTopic",
    method: "GET",
    path: "/topics/{id}",
    tag,
    summary: "Read a topic",
    description: "With how many papers and upvotes it had in the last seven days.",
    access: "everybody",
    params: z.object({ id: z.string().max(30).describe("Such as `cs.CL`; closed ones too.") }),
    answer: topicJson,
    errors: ["not-found"],
    sharedFor: 300,
    example: { params: { id: "{topic}" } },
  },
  async ({ params, now }) => {
    const topic = findCurrentTopic(params.id);
    if (!topic) throw new AppError("not-found", "There is no such topic.");
    return toTopicJson(topic, (await countsOf(now)).get(topic.id));
  },
);

const authorJson = z
  .object({ slug: z.string(), name: z.string(), url: z.string() })
  .meta({ id: "Author", description: "A name on papers; people who share it share it here too." });

const getAuthor = operation(
  {
    id: "getAuthor",
    method: "GET",
    path: "/authors/{slug}",
    tag,
    summary: "Read an author's name",
    description: "As it is written on the newest paper. The papers: `/papers?author={slug}`.",
    access: "everybody",
    params: z.object({ slug: z.string().max(120).describe("The form of a name in addresses.") }),
    answer: authorJson,
    errors: ["not-found"],
    sharedFor: 300,
    example: { params: { slug: "{author}" } },
  },
  async ({ params: { slug } }) => {
    const author = await findAuthor(slug);
    if (!author) throw new AppError("not-found", "There is no paper by an author of that name here.");
    return { ...author, url: `${getConfig().HUB_URL}/authors/${encodeURIComponent(author.slug)}` };
  },
);

const getPerson = operation(
  {
    id: "getPerson",
    method: "GET",
    path: "/people/{name}",
    tag,
    summary: "Read a person",
    description: "What a person says about themselves. The papers they brought: `/papers?person={name}`.",
    access: "everybody",
    params: nameParams,
    answer: personJson,
    errors: ["not-found"],
    sharedFor: 60,
    example: { params: { name: "{person}" } },
  },
  async ({ params }) => {
    const person = await findPerson(params.name);
    if (!person) throw new AppError("not-found", "There is nobody of that name here.");
    return toPersonJson(person);
  },
);

const organizationJson = z
  .object({ slug: z.string(), name: z.string(), papers: z.int(), url: z.string() })
  .meta({ id: "Organization", description: "An organisation of papers, under all spellings of its name." });

const getOrganization = operation(
  {
    id: "getOrganization",
    method: "GET",
    path: "/organizations/{slug}",
    tag,
    summary: "Read an organisation",
    description:
      "Its name as the newest paper writes it, and how many papers it has. The papers: `/papers?organization={slug}`.",
    access: "everybody",
    params: z.object({ slug: z.string().max(120).describe("The form of its name in addresses.") }),
    answer: organizationJson,
    errors: ["not-found"],
    sharedFor: 300,
    example: { params: { slug: "{organization}" } },
  },
  async ({ params: { slug } }) => {
    const found = await findOrganization(slug);
    if (!found) throw new AppError("not-found", "There is no paper of that organisation here.");
    return toOrganizationJson(found);
  },
);

const listAllOrganizations = operation(
  {
    id: "listOrganizations",
    method: "GET",
    path: "/organizations",
    tag,
    summary: "List organisations",
    description: `The organisations with the most papers, at most ${maxOrganizations}.`,
    access: "everybody",
    answer: z.object({ items: z.array(organizationJson) }).meta({ id: "OrganizationList" }),
    sharedFor: 300,
    example: {},
  },
  async () => ({ items: (await listOrganizations()).map(toOrganizationJson) }),
);

function toOrganizationJson({ slug, name, papers }: Organization): z.input<typeof organizationJson> {
  return { slug, name, papers, url: `${getConfig().HUB_URL}${organizationAddress(slug)}` };
}

/** Operations that read topics, authors, organisations and people. */
export const aroundOperations: Operation[] = [
  listAllTopics,
  getTopic,
  getAuthor,
  listAllOrganizations,
  getOrganization,
  getPerson,
];

async function countsOf(now: Date): Promise<Map<string, TopicCount>> {
  const counts = await listTopicCounts(dayIn(getConfig().HUB_TIME_ZONE, now));
  return new Map(counts.map((count) => [count.topic, count]));
}
