import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The kinds of addresses, as the report lists them. */
export const kinds = [
  "pages",
  "form actions",
  "API v1",
  "Hugging Face API",
  "feeds and exports",
  "MCP",
  "OAI-PMH",
  "sign-in routes",
  "other routes",
  "files and Next's own",
] as const;
export type Kind = (typeof kinds)[number];

export type Json = Record<string, unknown>;

/** Something that can be called: a page or route with `{name}` and `{...name}` for the changing parts of its path. */
export type Target = {
  kind: Kind;
  path: string;
  /** The methods it is made for; others are tried as well. */
  methods: string[];
  /** The names of the query parameters it reads. */
  query: string[];
  /** The JSON schema of its body. */
  body?: Json | undefined;
  /** The id of the form's action that is called there. */
  action?: string;
};

/** Every query parameter that some page or route reads. */
const parameters = (
  "window at after order q topic year from until code upvotes sort to token email next error of id url feed day paper " +
  "said say by person made trend follows taste record freshness exploration discussion callbackUrl provider state live " +
  "format maxwidth maxheight verb metadataPrefix set identifier resumptionToken date week month submitter p limit " +
  "cursor field of w"
).split(" ");

/**
 * Every page, route, operation of the API and form action of the hub.
 * @param document the OpenAPI document of the hub
 * @param manifest the file in which the build lists the actions
 * @throws when the pages are not built
 */
export function listTargets(
  document: object,
  manifest = ".next/server/server-reference-manifest.json",
): Target[] {
  return [
    ...listPages(),
    ...listRoutes(),
    ...listOperations(document),
    ...listActions(manifest),
    ...others,
    ...listChunks(),
  ];
}

/** Two files that the build made, which Next sends itself; none without a build. */
function listChunks(folder = ".next/static/chunks"): Target[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return ["js", "css"]
    .flatMap((ending) => names.find((name) => name.endsWith(`.${ending}`)) ?? [])
    .map((name) => ({
      kind: "files and Next's own",
      path: `/_next/static/chunks/${name}`,
      methods: ["GET"],
      query: ["_rsc"],
    }));
}

function listPages(): Target[] {
  return filesOf(/(^|\/)page\.tsx$/).map((file) => ({
    kind: "pages",
    path: pathOf(file),
    methods: ["GET"],
    query: parameters,
  }));
}

const routeKinds: [RegExp, Kind][] = [
  [/^\/api\/auth\//, "sign-in routes"],
  [/^\/api\/v1\//, "API v1"],
  [/^\/api\//, "Hugging Face API"],
  [/^\/(feeds|files|badges|og|oembed)\b/, "feeds and exports"],
  [/^\/mcp$/, "MCP"],
  [/^\/oai$/, "OAI-PMH"],
];

function listRoutes(): Target[] {
  return filesOf(/(^|\/)route\.tsx?$/).map((file) => {
    const path = pathOf(file);
    const source = readFileSync(file, "utf8");
    const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
      new RegExp(`(function|const) ${method}\\b|as ${method}\\b`).test(source),
    );
    const kind = routeKinds.find(([pattern]) => pattern.test(path))?.[1] ?? "other routes";
    return { kind, path, methods, query: parameters };
  });
}

type Operation = {
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Json }> };
};

function listOperations(document: object): Target[] {
  const { paths, components } = document as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Json> };
  };
  const { schemas } = components;
  const resolve = (schema: Json): Json => {
    const name = typeof schema.$ref === "string" ? schema.$ref.split("/").at(-1) : undefined;
    return name ? (schemas[name] ?? {}) : schema;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters: known, requestBody }]) => {
      const schema = requestBody?.content["application/json"]?.schema;
      return {
        kind: "API v1" as const,
        path: `/api/v1${path}`,
        methods: [method.toUpperCase()],
        query: known.filter((one) => one.in === "query").map(({ name }) => name),
        body: schema && resolve(schema),
      };
    }),
  );
}

function listActions(manifest: string): Target[] {
  const { node }: { node: Record<string, unknown> } = JSON.parse(readFileSync(manifest, "utf8"));
  return Object.keys(node).map((action) => ({
    kind: "form actions",
    path: "/papers/{...id}",
    methods: ["POST"],
    query: [],
    action,
  }));
}

/** Addresses that no file of the app stands for: what lib/server rewrites, and Next's own. */
const others: Target[] = [
  "/papers/{...id}/badge.svg",
  "/papers/{...id}.bib",
  "/papers/{...id}.csl.json",
  "/feeds/trending.atom",
  "/feeds/search.json",
  "/feeds/topics/{topic}.rss",
  "/feeds/date/{day}.csv",
  "/feeds/mine/{token}.atom",
]
  .map((path): Target => ({ kind: "feeds and exports", path, methods: ["GET"], query: parameters }))
  .concat(
    [
      "/robots.txt",
      "/_next/image",
      "/_next/data/{...path}",
      "/_next/static/{...path}",
      "/{...path}",
      "/quire.js",
    ].map(
      (path): Target => ({
        kind: "files and Next's own",
        path,
        methods: ["GET"],
        query: ["url", "w", "q", "_rsc"],
      }),
    ),
  );

function filesOf(pattern: RegExp): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    pattern.test(file),
  );
  return files.sort().map((file) => `app/${file}`);
}

/** `app/papers/[...id]/page.tsx` is `/papers/{...id}`. */
function pathOf(file: string): string {
  const path = file
    .replace(/^app/, "")
    .replace(/\/(page|route)\.tsx?$/, "")
    .replace(/\[{1,2}([.\w]+)\]{1,2}/g, "{$1}");
  return path || "/";
}
