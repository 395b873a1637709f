type Json = Record<string, unknown>;

/** One field of an input or an answer, as a row of a table. */
export type Field = {
  /** The path of the field; a field of the objects in a list is written `authors[].name`. */
  name: string;
  /** The type in words, such as "string or null" or "list of ListedPaper". */
  type: string;
  required: boolean;
  words: string;
  /** The named schema that the type refers to. */
  shape?: string;
};

/** The fields of an object's schema and of the objects inside it; none if the schema is not that of an object. */
export function fieldsOf(schema: Json, prefix = ""): Field[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).flatMap(([name, property]) => {
    const inner = innerOf(property);
    const path = `${prefix}${name}`;
    return [
      fieldOf(path, property, required.includes(name)),
      ...fieldsOf(inner.schema, `${path}${inner.list ? "[]" : ""}.`),
    ];
  });
}

/** One schema as a row of the table. */
export function fieldOf(name: string, schema: Json, required: boolean): Field {
  const shape = refOf(innerOf(schema).schema);
  return { name, type: typeWords(schema), required, words: wordsOf(schema), ...(shape && { shape }) };
}

/** The name of the component that a `$ref` points to, or null. */
export function refOf({ $ref }: Json): string | null {
  return typeof $ref === "string" ? ($ref.split("/").at(-1) ?? null) : null;
}

function innerOf(schema: Json): { schema: Json; list: boolean } {
  const items = schema.items as Json | undefined;
  return items ? { schema: items, list: true } : { schema, list: false };
}

function wordsOf({ description = "", default: usual }: Json): string {
  const said = usual === undefined || usual === null || usual === "" ? "" : `Without it, \`${usual}\`.`;
  return [description, said].filter(Boolean).join(" ");
}

function typeWords(schema: Json): string {
  const ref = refOf(schema);
  if (ref) return ref;
  if (Array.isArray(schema.enum)) return schema.enum.join(", ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.items) return `list of ${manyWords(schema.items as Json)}`;
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices) return [...new Set(choices.map(typeWords))].join(" or ");
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.format === "date-time") return "moment";
  return typeof schema.type === "string" ? schema.type : "anything";
}

function manyWords(items: Json): string {
  const words = typeWords(items);
  return refOf(items) || !/^\w+$/.test(words) ? words : `${words}s`;
}
