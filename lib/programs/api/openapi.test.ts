import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { errorStatus } from "@/lib/base/errors";
import { toOpenApi } from "@/lib/programs/api/openapi";
import { failuresOf, scopeOf } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";

type Item = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: object;
  responses: Record<string, object>;
  security: object[];
};
type Document = {
  paths: Record<string, Record<string, Item>>;
  components: { schemas: Record<string, object>; responses: object };
};

const document = toOpenApi() as unknown as Document;
const itemOf = (path: string, method: string) => document.paths[path]?.[method];

describe("the API in OpenAPI", () => {
  it("is a valid document", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect([result.valid, validator.version]).toEqual([true, "3.1"]);
  });

  it("has every operation once, with its failures", () => {
    const items = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(items.map(({ operationId }) => operationId).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const operation of operations) {
      const item = itemOf(operation.path, operation.method.toLowerCase());
      const statuses = failuresOf(operation).map((code) => String(errorStatus[code]));
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
    const text = JSON.stringify(document);
    expect(text).not.toContain("$defs");
    for (const [, name = ""] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(Object.keys(document.components.schemas)).toContain(name);
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
