import { z } from "zod";
import { findReadingProgress } from "@/lib/papers/reading-progress";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { indexingJson } from "@/lib/programs/api/paper-json";
import { findStatedProgress } from "@/lib/search/index-progress";

const readingJson = z
  .object({
    withoutSource: z
      .int()
      .describe("Papers that wait for a harvest or an import, because the hub does not have their source."),
    outdated: z.int().describe("Papers that the worker is about to read again."),
    unsearched: z.int().describe("Papers that the worker is about to search for links."),
    text: z.string().describe("The same in a sentence."),
  })
  .nullable()
  .meta({
    id: "Reading",
    description: "How many papers still have the text that an older reader made; null once none has.",
  });

const getProgress = operation(
  {
    id: "getProgress",
    method: "GET",
    path: "/progress",
    tag: "Papers",
    summary: "Read how complete the hub is",
    description:
      "After a large import some papers cannot be found yet, and after an upgrade some wait to be read again or searched for links.",
    access: "everybody",
    answer: z.object({ indexing: indexingJson, reading: readingJson }).meta({ id: "Progress" }),
    sharedFor: 60,
    example: {},
  },
  async () => {
    const [indexing, reading] = await Promise.all([findStatedProgress(), findReadingProgress()]);
    return { indexing, reading };
  },
);

/** What the hub is still at. */
export const progressOperations: readonly Operation[] = [getProgress];
