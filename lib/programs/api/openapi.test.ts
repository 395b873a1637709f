import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { amendConfig } from "@/lib/base/config";
import { errorStatus } from "@/lib/base/errors";
import { toOpenApi, toWholeOpenApi } from "@/lib/programs/api/openapi";
import { answeredFailures, scopeOf } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";

type Item = {
  operationId: string;
  description?: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: object;
  responses: Record<string, object>;
  security: object[];
};
type Document = {
  info: { contact: object };
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Item>>;
  components: { schemas: Record<string, object>; responses: object };
};

const document = toOpenApi() as unknown as Document;
const whole = toWholeOpenApi() as unknown as Document;
const itemOf = (path: string, method: string) => document.paths[path]?.[method];

const itemsOf = ({ paths }: Document) => Object.values(paths).flatMap((path) => Object.entries(path));

describe("the API in OpenAPI", () => {
  it.each([
    ["its own", document],
    ["the whole", whole],
  ])("is a valid document: %s", async (_, one) => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(one));
    expect(result.errors).toBeUndefined();
    expect([result.valid, validator.version]).toEqual([true, "3.1"]);
  });

  it("has what linters of such documents ask for: descriptions of all groups and operations, and a contact", () => {
    for (const one of [document, whole]) {
      expect(one.info.contact).toEqual({ name: "Quire", url: expect.stringMatching(/\/about$/) });
      expect(one.tags.filter(({ description }) => !description)).toEqual([]);
      for (const [, { operationId, description }] of itemsOf(one))
        expect(description, operationId).toMatch(/[.)]$/);
      const ids = itemsOf(one).map(([, { operationId }]) => operationId);
      expect(new Set(ids).size).toBe(ids.length);
      // Few validators know classes of Unicode in patterns.
      expect(JSON.stringify(one).includes("\\\\p{")).toBe(false);
    }
    // A hub on the reader's own machine is not named as a server.
    expect([document.servers, whole.servers]).toEqual([[{ url: "/api/v1" }], [{ url: "/" }]]);
    amendConfig({ HUB_URL: "https://hub.example" });
    expect(toOpenApi().servers).toEqual([{ url: "https://hub.example/api/v1" }]);
    expect(toWholeOpenApi().servers).toEqual([{ url: "https://hub.example" }]);
    amendConfig({ HUB_URL: "http://localhost:3000" });
  });

  it("declares the failures of every request and every change, and unchanged answers", () => {
    for (const [method, { operationId, responses }] of itemsOf(whole)) {
      const always = method === "get" ? ["304"] : ["403", "413"];
      const statuses = ["400", "401", "429", "500", "503", ...always];
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(statuses));
    }
  });

  it("contains the addresses of existing clients beside the hub's own", () => {
    expect(Object.keys(whole.paths)).toEqual(
      expect.arrayContaining(["/api/daily_papers", "/papers/{id}.md", "/api/whoami-v2", "/api/v1/papers"]),
    );
    const field = whole.paths["/api/papers/{id}"]?.get?.parameters.find(({ name }) => name === "field");
    expect(field?.schema).toMatchObject({ type: "array" });
    const limit = whole.paths["/api/daily_papers"]?.get?.parameters.find(({ name }) => name === "limit");
    expect(limit?.schema).toEqual({ type: "integer", minimum: 1, maximum: 100 });
  });

  it("has every operation once, with its failures", () => {
    const items = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(items.map(({ operationId }) => operationId).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const operation of operations) {
      const item = itemOf(operation.path, operation.method.toLowerCase());
      const statuses = answeredFailures(operation).map((code) => String(errorStatus[code]));
      expect(Object.keys(item?.responses ?? {})).toEqual(expect.arrayContaining(statuses));
      expect(item?.requestBody !== undefined).toBe(operation.body !== undefined);
    }
  });

  it("declares every part of a path as a parameter", () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const item of Object.values(methods)) {
        const named = item.parameters.filter((one) => one.in === "path").map(({ name }) => name);
        expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      }
  });

  it("declares the Location header of answers that create something", () => {
    const made = (path: string) => itemOf(path, "post")?.responses[201];
    expect(made("/me/webhooks")).toHaveProperty("headers.Location");
    expect(made("/me/tokens")).not.toHaveProperty("headers");
  });

  it("refers only to schemas that it contains", () => {
    for (const one of [document, whole]) {
      const text = JSON.stringify(one);
      expect(text).not.toContain("$defs");
      for (const [, name = ""] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
        expect(Object.keys(one.components.schemas)).toContain(name);
    }
  });

  it("describes the bounds of a query, without meaningless ones", () => {
    const parameter = itemOf("/papers", "get")?.parameters.find(({ name }) => name === "limit");
    expect(parameter).toMatchObject({
      required: false,
      schema: { type: "integer", minimum: 1, maximum: 100, default: 50 },
    });
    expect(JSON.stringify(document)).not.toContain("9007199254740991");
  });

  it("requires a token for operations that need a person", () => {
    expect(itemOf("/me", "get")?.security).toEqual([{ token: [] }]);
    expect(itemOf("/papers", "get")?.security).toEqual([{}, { token: [] }]);
    expect(operations.filter((one) => scopeOf(one) === "read").map(({ id }) => id)).toContain("listTokens");
  });
});
