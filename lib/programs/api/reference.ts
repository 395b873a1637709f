import { errorStatus } from "@/lib/base/errors";
import { curlCommand, type ExampleValues } from "@/lib/programs/api/curl";
import { type Field, fieldOf, fieldsOf, refOf } from "@/lib/programs/api/fields";
import { toOpenApi } from "@/lib/programs/api/openapi";
import { type Access, failuresOf, type Operation, scopeOf, tags } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";

type Json = Record<string, unknown>;

/** An operation as the developers' page shows it. */
export type OperationReference = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  access: Access;
  scope: ReturnType<typeof scopeOf>;
  /** The parameters in the path, then those in the query. */
  parameters: (Field & { place: "path" | "query" })[];
  body: Field[];
  status: number;
  /** The name of the answer's schema; null if there is no body. */
  answer: string | null;
  failures: number[];
  /** A curl command. */
  example: string;
};

export type Shape = { name: string; words: string; fields: Field[] };

export type ApiReference = { groups: { tag: string; operations: OperationReference[] }[]; shapes: Shape[] };

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Json };
type Item = { parameters: Parameter[]; requestBody?: { content: Record<string, { schema: Json }> } };

/**
 * The whole API for the developers' page, derived from the OpenAPI document so that the two cannot differ.
 * @param values values of this hub, for the examples
 */
export function describeApi(values: ExampleValues): ApiReference {
  const document = toOpenApi() as {
    paths: Record<string, Record<string, Item>>;
    components: { schemas: Record<string, Json> };
  };
  const { schemas } = document.components;
  const describe = (operation: Operation) => {
    const item = document.paths[operation.path]?.[operation.method.toLowerCase()];
    return toReference(operation, item ?? { parameters: [] }, schemas, values);
  };
  return {
    groups: Object.keys(tags)
      .map((tag) => ({
        tag,
        operations: operations.filter((operation) => operation.tag === tag).map(describe),
      }))
      .filter((group) => group.operations.length > 0),
    shapes: shapesOf(schemas),
  };
}

function toReference(
  operation: Operation,
  { parameters, requestBody }: Item,
  schemas: Record<string, Json>,
  values: ExampleValues,
): OperationReference {
  const { id, method, path, summary, description = "", access, answer, status = 200 } = operation;
  const body = refOf(requestBody?.content["application/json"]?.schema ?? {});
  const statuses = failuresOf(operation).map((code) => errorStatus[code]);
  return {
    id,
    method,
    path,
    summary,
    description,
    access,
    scope: scopeOf(operation),
    parameters: parameters.filter((one) => one.in !== "header").map(toField),
    body: fieldsOf(schemas[body ?? ""] ?? {}),
    status: answer ? status : 204,
    answer: answer ? nameOf(operation) : null,
    failures: statuses.sort((a, b) => a - b),
    example: curlCommand(operation, values),
  };
}

function toField({
  name,
  in: place,
  required,
  description,
  schema,
}: Parameter): Field & { place: "path" | "query" } {
  const field = fieldOf(name, { ...schema, description }, required);
  return { ...field, place: place === "path" ? "path" : "query" };
}

function nameOf({ answer }: Operation): string | null {
  return (answer?.meta()?.id as string | undefined) ?? null;
}

/** The schemas of answers and what is inside them, sorted by name; schemas of request bodies are shown with their operations. */
function shapesOf(schemas: Record<string, Json>): Shape[] {
  const answers = new Set(operations.map(nameOf));
  const nested = Object.values(schemas).flatMap((schema) => fieldsOf(schema).map(({ shape }) => shape));
  const shown = Object.entries(schemas).filter(([name]) => answers.has(name) || nested.includes(name));
  return shown
    .map(([name, schema]) => ({ name, words: String(schema.description ?? ""), fields: fieldsOf(schema) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
