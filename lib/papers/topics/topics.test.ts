import { describe, expect, it } from "vitest";
import taxonomy from "./arxiv-topics.json" with { type: "json" };
import {
  findCurrentTopic,
  findTopic,
  isArchive,
  isTopic,
  listAllTopics,
  listTopics,
  topicGroupName,
  topicName,
} from "./topics";

describe("listTopics", () => {
  it("has the open categories only, each once", () => {
    const ids = listTopics().flatMap((group) => group.topics.map((topic) => topic.id));
    expect(ids).toHaveLength(155);
    expect(new Set(ids).size).toBe(155);
    expect(ids).not.toContain("cmp-lg");
  });

  it("puts each topic in its group", () => {
    const cs = listTopics().find((group) => group.id === "cs");
    expect(cs?.name).toBe("Computer Science");
    expect(cs?.topics.map((topic) => topic.id)).toContain("cs.CL");
    expect(cs?.topics.every((topic) => topic.group === "cs")).toBe(true);
  });

  it("has no empty group", () => {
    for (const group of listTopics()) expect(group.topics.length).toBeGreaterThan(0);
  });

  it.each([
    ["cs.CL", "cs.CL"],
    ["CS.CL", "cs.CL"],
    ["Hep-Th", "hep-th"],
    ["COND-MAT.Str-El", "cond-mat.str-el"],
    ["cmp-lg", "cs.CL"],
    ["CMP-LG", "cs.CL"],
    ["alg-geom", "math.AG"],
    ["chao-dyn", "nlin.CD"],
    ["supr-con", "cond-mat.supr-con"],
    ["ao-sci", "physics.ao-ph"],
    ["astro-ph", "astro-ph"],
    ["math.MP", "math.MP"],
    ["cs.XX", undefined],
    ["", undefined],
  ])("%s is today's category %s", (name, id) => {
    expect(findCurrentTopic(name)?.id).toBe(id);
  });
});

describe("findTopic", () => {
  it("finds open and closed categories", () => {
    expect(findTopic("cs.CL")).toMatchObject({ name: "Computation and Language", active: true });
    expect(findTopic("cmp-lg")).toMatchObject({ active: false, alias: "cs.CL" });
  });

  it("matches ids exactly", () => {
    expect(findTopic("cs.cl")).toBeNull();
    expect(findTopic("toString")).toBeNull();
    expect(findTopic("")).toBeNull();
  });

  it("knows the category that shares its papers", () => {
    expect(findTopic("cs.IT")?.alias).toBe("math.IT");
    expect(findTopic("math.IT")?.alias).toBe("cs.IT");
  });
});

describe("isTopic", () => {
  it("knows all 177 categories", () => {
    expect(taxonomy.topics.filter((topic) => isTopic(topic.id))).toHaveLength(177);
  });

  it.each(["68T50", "I.2.7", "cs", "math"])("refuses %s", (id) => {
    expect(isTopic(id)).toBe(false);
  });
});

describe("names", () => {
  it("falls back to the id", () => {
    expect(topicName("stat.ML")).toBe("Machine Learning");
    expect(topicName("made.UP")).toBe("made.UP");
  });

  it("tells archives from categories", () => {
    expect(isArchive("hep-th")).toBe(true);
    expect(isArchive("math")).toBe(true);
    expect(isArchive("math.GT")).toBe(false);
  });

  it("keeps descriptions short", () => {
    for (const topic of taxonomy.topics) expect(topic.description.length).toBeLessThanOrEqual(160);
  });
});

it("lists open and closed categories, but not arXiv's test categories", () => {
  const ids = listAllTopics().map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["cs.CL", "cmp-lg"]));
  expect(listAllTopics().every(({ group }) => topicGroupName(group) !== group)).toBe(true);
});
