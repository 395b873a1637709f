import { z } from "zod";

type Json = Record<string, unknown>;

/** Named schemas, each described once: what zod puts aside by its `id` becomes a component of OpenAPI. */
export class Components {
  readonly schemas: Record<string, Json> = {};

  /**
   * Adds a schema and all named ones in it.
   * @returns how to refer to it
   * @throws Error when it has no name, or its name is taken by another
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

/** Leaves out of a schema what helps nobody: patterns of dates, and the bounds of safe integers. */
export function trimSchema({ jsonSchema }: { jsonSchema: Json; zodSchema: unknown }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

// An answer may gain fields: clients must not be told to refuse them.
function trimAnswer(context: { jsonSchema: Json; zodSchema: unknown }): void {
  trimSchema(context);
  if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties;
}

function relink(definition: unknown): Json {
  return JSON.parse(JSON.stringify(definition).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
