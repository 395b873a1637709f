import { describe, expect, it } from "vitest";
import { fieldOf, fieldsOf } from "@/lib/programs/api/fields";
import { operations } from "@/lib/programs/api/operations";
import { describeApi } from "@/lib/programs/api/reference";

const { groups, shapes } = describeApi({});
const all = groups.flatMap((group) => group.operations);
const find = (id: string) => all.find((operation) => operation.id === id);

describe("the reference for people", () => {
  it("has every operation once, under its heading", () => {
    expect(all.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const { tag, operations: some } of groups) expect(some.length, tag).toBeGreaterThan(0);
  });

  it("describes inputs and answers", () => {
    expect(find("addComment")).toMatchObject({
      method: "POST",
      scope: "write",
      status: 201,
      answer: "AddedComment",
      parameters: [{ name: "id", place: "path", required: true }],
      body: [
        { name: "body", type: "string", required: true },
        { name: "parentId", type: "integer or null", required: false },
      ],
      failures: [400, 401, 403, 404, 413, 429],
    });
    expect(find("savePaper")).toMatchObject({ status: 204, answer: null });
    expect(find("listPapers")?.parameters.find(({ name }) => name === "limit")?.words).toBe(
      "How many, 1 to 100. Without it, `50`.",
    );
  });

  it("contains every schema that it mentions", () => {
    const names = new Set(shapes.map(({ name }) => name));
    const spoken = [
      ...all.map(({ answer }) => answer),
      ...shapes.flatMap((one) => one.fields.map((f) => f.shape)),
    ];
    for (const name of spoken.filter((one) => one !== undefined && one !== null))
      expect([...names]).toContain(name);
  });
});

describe("a field", () => {
  const typeOf = (schema: Record<string, unknown>) => fieldOf("x", schema, true).type;

  it("has its type in words", () => {
    expect(typeOf({ type: ["string", "null"] })).toBe("string or null");
    expect(typeOf({ enum: ["read", "write"] })).toBe("read, write");
    expect(typeOf({ const: "trending" })).toBe("trending");
    expect(typeOf({ type: "array", items: { type: "string" } })).toBe("list of strings");
    expect(typeOf({ type: "array", items: { $ref: "#/x/Paper" } })).toBe("list of Paper");
    expect(typeOf({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] })).toBe(
      "moment or null",
    );
    expect(typeOf({})).toBe("anything");
  });

  it("inside another one is named by a path", () => {
    const name = { type: "string" };
    const author = { type: "object", properties: { name }, required: ["name"] };
    const fields = fieldsOf({ properties: { authors: { type: "array", items: author }, first: author } });
    expect(fields.map((field) => field.name)).toEqual(["authors", "authors[].name", "first", "first.name"]);
  });
});
