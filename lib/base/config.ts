import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { isTimeZone, todaysZoneName } from "@/lib/base/time-zones";

const flag = z.enum(["on", "off"]);
const words = z.string().transform((s) => s.split(/[\s,]+/).filter(Boolean));
const addresses = words.refine((list) => list.every((address) => isIP(address)), {
  error: "is not a list of network addresses, such as 127.0.0.1 ::1",
});
const optional = z.string().min(1).optional();

const shape = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HUB_URL: z.url({ protocol: /^https?$/ }).optional(),
  LISTEN: addresses.optional(),
  HUB_NAME: z.string().min(1).max(40).default("Quire"),
  HUB_CURATORS: z.string().min(1).max(60).default("the curators"),
  HUB_TIME_ZONE: z
    .string()
    .default("UTC")
    .overwrite(todaysZoneName)
    .refine(isTimeZone, { error: "is not a time zone such as UTC or Europe/Paris" }),
  QUIRE_DIR: z.string().default(".quire"),
  BACKUP_DIR: optional,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default("Quire <quire@localhost>"),
  MAIL_EVENTS_TOKEN: z.string().min(16).optional(),
  MAIL_PER_SECOND: z.coerce.number().min(0.1).max(1000).default(25),
  ARXIV_CATEGORIES: words.default(["cs.AI", "cs.CL", "cs.CV", "cs.LG", "cs.RO", "stat.ML"]),
  ARXIV_API_URL: z.url().default("https://export.arxiv.org/api/query"),
  ARXIV_OAI_URL: z.url().default("https://oaipmh.arxiv.org/oai"),
  ARXIV_INTERVAL_MS: z.coerce.number().int().min(0).default(3000),
  ARXIV_TIMEOUT_MS: z.coerce.number().int().min(100).default(20_000),
  ARXIV_PULL: flag.default("on"),
  GITHUB_STARS: flag.default("on"),
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.github.com"),
  GITHUB_API_TOKEN: z
    .string()
    .regex(/^[\w.-]+$/, { error: "is not a token of GitHub" })
    .optional(),
  STARTER: flag.default("on"),
  SEARCH_URL: optional,
  EMBEDDING_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMBEDDING_KEY: optional,
  EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),
  SUMMARY_URL: z.url({ protocol: /^https?$/ }).optional(),
  SUMMARY_KEY: optional,
  SUMMARY_MODEL: z.string().default("gpt-4o-mini"),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  TRUST_PROXY: flag.default("off"),
  OUTGOING_ALLOW: words
    .default([])
    .refine((places) => places.every((place) => /^[^/]+:\d{1,5}$/.test(place)), {
      error: "is not a list of hosts with ports, such as 127.0.0.1:4000 hooks.example.org:8080",
    }),
  METRICS_ALLOW: addresses.transform((list) => list.map(normalAddress)).default(["127.0.0.1", "::1"]),
  PAGE_CACHE: flag.default("on"),
  PAGES_PER_MINUTE: z.coerce.number().int().min(10).default(600),
  RATE_LIMITS: flag.default("on"),
  LOG_FORMAT: z.enum(["json", "pretty"]).optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_ID: optional,
  GOOGLE_SECRET: optional,
  ORCID_ID: optional,
  ORCID_SECRET: optional,
  OIDC_ISSUER: z.url().optional(),
  OIDC_ID: optional,
  OIDC_SECRET: optional,
  OIDC_NAME: z.string().default("Single sign-on"),
});

export type Config = Omit<z.infer<typeof shape>, "HUB_URL" | "LISTEN"> & {
  HUB_URL: string;
  /** The network addresses to listen on; none means all addresses of the machine. */
  LISTEN: string[];
};

/** The settings are invalid; `problems` has one readable line for each fault. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `The settings in the environment or .env are not right:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
    this.name = "ConfigError";
  }
}

/**
 * Reads settings from name-value pairs; empty strings count as unset.
 * @throws ConfigError with all problems, of single settings and of combinations
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = shape.safeParse(given);
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
  const problems = [...wrong, ...missingParts(given)];
  if (!parsed.success || problems.length) throw new ConfigError(problems);
  const HUB_URL = (parsed.data.HUB_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, "");
  return { ...parsed.data, HUB_URL, LISTEN: parsed.data.LISTEN ?? defaultListen(HUB_URL) };
}

/** The canonical spelling of a network address: IPv4-mapped IPv6 addresses as IPv4, IPv6 compressed and in lower case. */
export function normalAddress(address: string): string {
  return ipaddr.process(address).toString();
}

/** Whether the host of an address is a loopback one, so that it can be opened only on the same machine. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

/**
 * Whether others than the people at this machine can reach the hub: by a public address, by listening on one of the
 * network's addresses, or through a proxy.
 */
export function isOpenToOthers({ HUB_URL, LISTEN, TRUST_PROXY }: Config): boolean {
  if (!isLoopbackUrl(HUB_URL) || TRUST_PROXY === "on") return true;
  return LISTEN.length === 0 || LISTEN.some((address) => ipaddr.process(address).range() !== "loopback");
}

/** The loopback addresses; a machine without IPv6 has only the first one. */
export const loopbackAddresses = ["127.0.0.1", "::1"];

function defaultListen(hubUrl: string): string[] {
  return isLoopbackUrl(hubUrl) ? loopbackAddresses : [];
}

/** The settings of this process, parsed once. */
export function getConfig(): Config {
  current ??= parseConfig(process.env);
  return current;
}

/** Changes settings of this process and of the processes it starts later. */
export function amendConfig(
  values: Partial<Record<keyof z.infer<typeof shape> | "NEXTAUTH_URL", string>>,
): void {
  Object.assign(process.env, values);
  current = undefined;
}

/** Whether this process belongs to a unit test, which no settings of the developer's hub may reach. */
export function isUnderTest(): boolean {
  return process.env.NODE_ENV === "test";
}

let current: Config | undefined;

const providers = [
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["GOOGLE_ID", "GOOGLE_SECRET"],
  ["ORCID_ID", "ORCID_SECRET"],
  ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"],
];

/** A problem for each sign-in provider with only some of its settings. Looks at raw values, because invalid ones are reported separately. */
function missingParts(given: Record<string, string | undefined>): string[] {
  return providers.flatMap((names) => {
    const set = names.filter((name) => given[name]);
    const missing = names.filter((name) => !given[name]);
    return set.length && missing.length
      ? [`${missing.join(", ")}: missing, but ${set.join(", ")} is set`]
      : [];
  });
}
