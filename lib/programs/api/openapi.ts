import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { type ErrorCode, errorStatus } from "@/lib/base/errors";
import { errorJson } from "@/lib/programs/api/error-json";
import { answeredFailures, type Definition, scopeOf, tags } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";
import { clientOperations } from "@/lib/programs/huggingface/operations";

type Json = Record<string, unknown>;

type Described = { prefix: string; operations: readonly Definition[] };

/**
 * The description of the hub's own API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), derived entirely from the
 * operations.
 */
export function toOpenApi(): Json {
  return toDocument("/api/v1", [{ prefix: "", operations }]);
}

/** The same with the operations for clients of Hugging Face Papers, as `/.well-known/openapi.json` gives it. */
export function toWholeOpenApi(): Json {
  return toDocument("", [
    { prefix: "", operations: clientOperations },
    { prefix: "/api/v1", operations },
  ]);
}

function toDocument(path: string, parts: Described[]): Json {
  const { HUB_NAME, HUB_URL } = getConfig();
  const components = new Components();
  const used = new Set<string>(parts.flatMap((part) => part.operations.map(({ tag }) => tag)));
  return {
    openapi: "3.1.1",
    info: {
      title: `${HUB_NAME} API`,
      version: "1",
      description: `Everything that a person can do on ${HUB_NAME}, a program can do. Explained at ${HUB_URL}/developers.`,
      contact: { name: HUB_NAME, url: `${HUB_URL}/about` },
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: serverUrl(path) }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    paths: toPaths(parts, components),
    components: {
      schemas: components.schemas,
      responses: failures(components),
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: `Made at ${HUB_URL}/settings/tokens.` },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description:
            "The session of a browser that signed in within the last 15 minutes; over https its name begins with __Secure-.",
        },
      },
    },
  };
}

/** The address of the API; of a hub on the reader's own machine, one relative to the document, since it is nobody else's. */
function serverUrl(path: string): string {
  const { HUB_URL } = getConfig();
  return new URL(HUB_URL).hostname === "localhost" ? path || "/" : HUB_URL + path;
}

function toPaths(parts: Described[], components: Components): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const { prefix, operations } of parts)
    for (const operation of operations) {
      const item = { [operation.method.toLowerCase()]: toItem(operation, components) };
      paths[prefix + operation.path] = { ...paths[prefix + operation.path], ...item };
    }
  return paths;
}

function toItem(operation: Definition, components: Components): Json {
  const { id, tag, summary, description, body, example, access } = operation;
  const scope = scopeOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: securityOf(operation),
    ...(scope && access !== "everybody" && { "x-scope": scope }),
    ...(access !== "everybody" && access !== "person" && { "x-role": access }),
    parameters: [...parameters(operation, "path"), ...parameters(operation, "query"), ...prefer(operation)],
    ...(body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: components.add(body, "input"), example: example?.body } },
      },
    }),
    responses: responses(operation, components),
  };
}

function securityOf({ access, sensitive }: Definition): Json[] {
  if (sensitive) return [{ session: [] }];
  return access === "everybody" ? [{}, { token: [] }] : [{ token: [] }];
}

function parameters({ params, query }: Definition, place: "path" | "query"): Json[] {
  const schema = place === "path" ? params : query;
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", override: trimSchema });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Json;
    const must = place === "path" || required.includes(name);
    return { name, in: place, required: must, ...(description ? { description } : {}), schema: rest };
  });
}

function prefer({ brief }: Definition): Json[] {
  if (!brief) return [];
  const schema = { type: "string", enum: ["return=representation"] };
  const description = "Asks for the new state as the answer, which is empty otherwise.";
  return [{ name: "Prefer", in: "header", required: false, description, schema }];
}

function responses(operation: Definition, components: Components): Json {
  const { answer, brief, location, method, status = 200 } = operation;
  const found = answer && {
    [status]: {
      description: status === 201 ? "Made." : "As asked.",
      ...(location && { headers: { Location: { description: "Where it is.", schema: { type: "string" } } } }),
      content: contentOf(operation, components),
    },
  };
  const empty = (!answer || brief) && { 204: { description: "Done; there is nothing to say." } };
  const same = method === "GET" && {
    304: { description: "The answer is the one that `If-None-Match` names." },
  };
  const failed = answeredFailures(operation).map((code) => [
    errorStatus[code],
    { $ref: `#/components/responses/${code}` },
  ]);
  return {
    ...found,
    ...empty,
    ...same,
    ...Object.fromEntries(failed),
    500: { $ref: "#/components/responses/internal" },
  };
}

function contentOf({ answer, answerType = "application/json" }: Definition, components: Components): Json {
  return { [answerType]: { schema: answer ? components.add(answer, "output") : { type: "string" } } };
}

const words: Record<ErrorCode | "internal", string> = {
  invalid: "The input is not understood.",
  "signed-out": "A token is missing, unknown, or has ended.",
  forbidden: "The token, or its owner, may not do this, or not without signing in again.",
  "not-found": "There is no such thing here.",
  conflict: "Something stands in the way that is here already.",
  gone: "It was here, and was removed.",
  "too-large": "The body is too large.",
  unprocessable: "Understood, but it cannot be done.",
  "too-many": "Too often; Retry-After says when to try again.",
  unavailable: "Something that this needs does not answer now.",
  internal: "The hub failed; it has been logged under the X-Request-Id of the answer.",
};

function failures(components: Components): Json {
  const schema = components.add(errorJson, "output");
  return Object.fromEntries(
    Object.entries(words).map(([code, description]) => [
      code,
      { description, content: { "application/json": { schema } } },
    ]),
  );
}

/** The named schemas of the API: each zod schema with an `id` becomes one component of the OpenAPI document. */
class Components {
  readonly schemas: Record<string, Json> = {};

  /**
   * Adds a schema and all named ones in it.
   * @returns a reference to it
   * @throws Error when the schema has no name, or another schema has the same name
   */
  add(schema: z.ZodType, io: "input" | "output"): Json {
    const name = z.globalRegistry.get(schema)?.id;
    if (!name) throw new Error("A schema of the API has no name.");
    const { $defs = {} } = z.toJSONSchema(schema, { io, override: io === "input" ? trimSchema : trimAnswer });
    for (const [one, definition] of Object.entries($defs)) this.keep(one, relink(definition));
    return { $ref: `#/components/schemas/${name}` };
  }

  private keep(name: string, definition: Json): void {
    const known = this.schemas[name];
    if (known && JSON.stringify(known) !== JSON.stringify(definition))
      throw new Error(`Two schemas of the API are called ${name}.`);
    this.schemas[name] = definition;
  }
}

/**
 * Removes from a schema what does not help readers: patterns of dates, of whole numbers and those with classes of Unicode, which few
 * validators know, and the bounds of safe integers.
 */
function trimSchema({ jsonSchema }: { jsonSchema: Json; zodSchema: unknown }): void {
  const { format, type } = jsonSchema;
  if (format || type === "integer" || String(jsonSchema.pattern).includes("\\p{")) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

// Later versions may add fields to an answer, so the schema must not tell clients to refuse unknown ones.
function trimAnswer(context: { jsonSchema: Json; zodSchema: unknown }): void {
  trimSchema(context);
  if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties;
}

function relink(definition: unknown): Json {
  return JSON.parse(JSON.stringify(definition).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
