import { gzipSync } from "node:zlib";
import type { Json, Target } from "@/e2e/hostile/surface";
import { type Existing, type Values, valueFor } from "@/e2e/hostile/values";

/** A body with its content type; null where there is none. */
export type HostileBody = { type: string | null; body: Buffer | null };

const nothing: HostileBody = { type: null, body: null };
const boundary = "----hostile";
const multipart = `multipart/form-data; boundary=${boundary}`;

/** A body for a request to a target: one that fits it in all but a few fields, or one that fits nothing. */
export function hostileBody(target: Target, method: string, values: Values, existing: Existing): HostileBody {
  const { chance } = values;
  if (method === "GET" || method === "HEAD") return chance(0.03) ? oddBody(values) : nothing;
  if (chance(0.12)) return oddBody(values);
  if (target.action !== undefined) return actionBody(values, existing);
  if (target.kind === "MCP") return json(mcpMessage(values, existing), values);
  if (target.kind === "OAI-PMH" || target.kind === "sign-in routes")
    return formBody(target, values, existing);
  if (target.body) return json(fromSchema(target.body, values, existing), values);
  if (target.kind === "pages") return chance(0.5) ? actionBody(values, existing) : oddBody(values);
  return json(looseFields(values, existing), values);
}

function json(value: unknown, { chance, pick }: Values): HostileBody {
  const type = chance(0.92)
    ? "application/json"
    : pick(["text/plain", "application/json; charset=utf-16", "application/jsonp", ""]);
  const body = Buffer.from(JSON.stringify(value) ?? "");
  return { type, body: chance(0.02) ? gzipSync(body) : body };
}

/** A body that is broken or of the wrong kind. */
function oddBody(values: Values): HostileBody {
  const { pick, text, jsonText } = values;
  const odd: (() => HostileBody)[] = [
    () => ({ type: "application/json", body: Buffer.from(jsonText()) }),
    () => ({ type: "application/json", body: gzipSync(Buffer.from(jsonText())) }),
    () => ({
      type: multipart,
      body: Buffer.from(pick(brokenForms).replaceAll("?", () => text().slice(0, 200))),
    }),
    () => ({ type: "multipart/form-data", body: Buffer.from("x") }),
    () => ({ type: 'multipart/form-data; boundary="', body: Buffer.from(`--"\r\n\r\n--"--`) }),
    () => ({
      type: "application/x-www-form-urlencoded",
      body: Buffer.from(`a=%00&b=%ff&${text().slice(0, 500)}`),
    }),
    () => ({ type: "text/plain", body: Buffer.from(text()) }),
    () => ({
      type: "message/rfc822",
      body: Buffer.from(`Content-Type: message/delivery-status\n\n${text()}`),
    }),
    () => ({
      type: text()
        .replace(/[^\x21-\x7e]/g, "")
        .slice(0, 100),
      body: Buffer.from(text()),
    }),
    () => ({ type: "application/octet-stream", body: Buffer.from([0, 255, 0, 254, 192, 128]) }),
    () => ({ type: "application/json", body: Buffer.alloc(0) }),
    () => ({ type: null, body: Buffer.from(text()) }),
  ];
  return pick(odd)();
}

const brokenForms = [
  "",
  "?",
  `--${boundary}`,
  `--${boundary}--`,
  `--${boundary}\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n?`,
  `--${boundary}\r\nContent-Disposition: form-data\r\n\r\n?\r\n--${boundary}--`,
  `--${boundary}\r\nContent-Disposition: ?\r\n\r\n?\r\n--${boundary}--\r\n`,
  `--${boundary}\r\n?: ?\r\n\r\n?\r\n--${boundary}--\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--${boundary}--\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="$ACTION_ID_?"\r\n\r\n\r\n--${boundary}--\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--${boundary}--\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="$ACTION_1:0"\r\n\r\n?\r\n--${boundary}--\r\n`,
];

/** Arguments of an action in React's own encoding, most of them as React itself would send them. */
const actionArguments = [
  '[null,"$K1"]',
  '["$K1"]',
  "[]",
  "[null]",
  "[null,5]",
  '[null,{"get":1}]',
  '["$F1"]',
  '["$T1","$Q1"]',
  '["$D2026-13-45"]',
  '["$n1e400"]',
  '["$$","$undefined","$NaN","$-0"]',
  '["$@1","$h1"]',
  '["$9999999"]',
  "garbage",
  "",
];

function actionBody(values: Values, existing: Existing): HostileBody {
  const { chance, pick } = values;
  const first = chance(0.85) ? pick(actionArguments.slice(0, 2)) : pick(actionArguments);
  const fields = Object.entries(looseFields(values, existing)).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one): [string, string] => [
        `_1_${name}`,
        typeof one === "string" ? one : (JSON.stringify(one) ?? ""),
      ]),
  );
  const parts = [...fields, ["0", first] as const].map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name.replace(/["\r\n]/g, "_")}"\r\n\r\n${value}\r\n`,
  );
  return { type: multipart, body: Buffer.from(`${parts.join("")}--${boundary}--\r\n`) };
}

/** The names of the fields that forms and bodies have. */
const fieldNames = (
  "key want body author on title abstract topics kind ref label codeUrl projectUrl username role decision id into name " +
  "slug mail token email feed cadence hour weekday timeZone most budget papers per link authors comment upvote scope " +
  "days url event delivery confirmation next provider keys to say text ids parent parentId bio links trend taste " +
  "arxivId paperId claimAuthorId targetUserId githubRepo projectPage learns ownPage sure"
).split(" ");

function looseFields(values: Values, existing: Existing): Record<string, unknown> {
  const { chance, pick, random } = values;
  const names = Array.from({ length: Math.floor(random() * 12) }, () => pick(fieldNames));
  const fields: [string, unknown][] = names.map((name) => [
    chance(0.04) ? values.text() : name,
    chance(0.5) ? valueFor(name, values, existing, 0.7) : values.json(),
  ]);
  return Object.fromEntries(fields);
}

function formBody({ query }: Target, values: Values, existing: Existing): HostileBody {
  const { pick, random } = values;
  const names = Array.from({ length: Math.floor(random() * 5) }, () => pick(query));
  const form = new URLSearchParams(names.map((name) => [name, valueFor(name, values, existing, 0.5)]));
  return { type: "application/x-www-form-urlencoded", body: Buffer.from(form.toString()) };
}

const mcpMethods = [
  "initialize",
  "tools/list",
  "tools/call",
  "ping",
  "resources/list",
  "notifications/initialized",
  "logging/setLevel",
];
const mcpTools = ["search", "trending", "for_you", "paper", "similar", "upvote", "save"];

function mcpMessage(values: Values, existing: Existing): unknown {
  const { chance, pick, json, text } = values;
  if (chance(0.1)) return json();
  const method = chance(0.7) ? "tools/call" : chance(0.8) ? pick(mcpMethods) : text();
  const params = chance(0.8)
    ? {
        name: chance(0.9) ? pick(mcpTools) : text(),
        arguments: chance(0.9) ? looseFields(values, existing) : json(),
      }
    : json();
  return { jsonrpc: chance(0.9) ? "2.0" : text(), id: chance(0.8) ? 1 : json(), method, params };
}

/** A value by a JSON schema, of which a few parts are replaced by hostile ones. */
function fromSchema(schema: Json, values: Values, existing: Existing, name = ""): unknown {
  const { chance, pick, json, random } = values;
  if (chance(0.25)) return json();
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices) return fromSchema(pick(choices), values, existing, name);
  if (Array.isArray(schema.enum)) return pick(schema.enum);
  if (schema.const !== undefined) return schema.const;
  if (schema.properties) {
    const fields = Object.entries(schema.properties as Record<string, Json>)
      .filter(() => chance(0.9))
      .map(([field, inner]): [string, unknown] => [field, fromSchema(inner, values, existing, field)]);
    return Object.fromEntries(chance(0.05) ? [...fields, [values.text(), json()]] : fields);
  }
  if (schema.items)
    return Array.from({ length: Math.floor(random() * 4) }, () =>
      fromSchema(schema.items as Json, values, existing, name),
    );
  if (schema.type === "boolean") return chance(0.5);
  if (schema.type === "integer" || schema.type === "number")
    return pick([0, 1, 7, 2_147_483_647, 2 ** 53, -1, 0.5, 1e308]);
  return valueFor(name, values, existing, 0.6);
}
