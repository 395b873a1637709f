import type { LinkKind } from "@/prisma/generated/enums";

/** A link of a paper. Its address is in its shortest form. */
export type Link = { kind: LinkKind; url: string };

type Address = { host: string; parts: string[]; query: URLSearchParams };
type Site = (address: Address) => Link | null;

// Names of GitHub's own pages in the place of an owner.
const githubPages = new Set(
  "about apps blog collections contact customer-stories enterprise events explore features join login marketplace new notifications orgs organizations pricing readme search security settings site solutions sponsors stars team topics trending users".split(
    " ",
  ),
);
const huggingFacePages = new Set(
  "api blog chat collections docs enterprise join learn login models new organizations papers posts pricing settings tasks".split(
    " ",
  ),
);

const sites: Record<string, Site> = {
  "github.com": ({ parts }) =>
    githubPages.has(parts[0]?.toLowerCase() ?? "") ? null : repository("github.com", parts),
  "raw.githubusercontent.com": ({ parts }) => repository("github.com", parts),
  "gist.github.com": ({ parts }) => repository("gist.github.com", parts),
  "gitlab.com": ({ parts }) => gitlab("gitlab.com", parts),
  "codeberg.org": ({ parts }) => repository("codeberg.org", parts),
  "bitbucket.org": ({ parts }) => repository("bitbucket.org", parts),
  "gitee.com": ({ parts }) => repository("gitee.com", parts),
  "anonymous.4open.science": ({ parts }) => anonymous(parts),
  "pypi.org": ({ parts }) => (parts[0] === "project" ? at("code", "pypi.org", parts.slice(0, 2), 2) : null),
  "huggingface.co": ({ parts }) => huggingFace(parts),
  "hf.co": ({ parts }) => huggingFace(parts),
  "modelscope.cn": ({ parts }) => modelScope(parts),
  "kaggle.com": ({ parts }) =>
    parts[0] === "datasets" ? at("dataset", "kaggle.com", parts.slice(0, 3), 3) : null,
  "youtube.com": (address) => youTube(address),
  "youtu.be": ({ parts }) => at("video", "youtu.be", parts.slice(0, 1), 1),
  "vimeo.com": ({ parts }) =>
    /^\d+$/.test(parts[0] ?? "") ? at("video", "vimeo.com", parts.slice(0, 2), 1) : null,
  "bilibili.com": ({ parts }) =>
    parts[0] === "video" ? at("video", "bilibili.com", parts.slice(0, 2), 2) : null,
  "b23.tv": ({ parts }) => at("video", "b23.tv", parts.slice(0, 1), 1),
  "sites.google.com": ({ parts }) => at("project", "sites.google.com", parts, 2),
};

/** Hosts that hold the pages of projects, and those of groups that run their own GitLab. */
const pages = /^[\w-]+\.(?:github\.io|gitlab\.io|pages\.dev|netlify\.app|vercel\.app)$/;
const ownGitLab = /^(?:git|gitlab)\.[\w-]+\.[\w.-]+$/;

/**
 * The link that an address on a known site stands for: a repository, a model, a dataset, a Space, a project page or a video.
 * @param address an absolute web address
 * @returns null for any other address, such as a site's own pages
 */
export function readLink(address: string): Link | null {
  const read = readAddress(address);
  if (!read) return null;
  const { host, parts } = read;
  if (Object.hasOwn(sites, host)) return sites[host]?.(read) ?? null;
  if (pages.test(host)) return at("project", host, parts, 0);
  if (/^[\w-]+\.hf\.space$/.test(host)) return at("space", host, [], 0);
  return ownGitLab.test(host) ? gitlab(host, parts) : null;
}

/** An address as it is stored: in its shortest form for known sites, otherwise as it was given. */
export function shortAddress(address: string): string {
  const known = readLink(address);
  return known ? known.url : new URL(address).href;
}

/** The form in which two addresses of the same thing are the same: case and a final slash make no difference. */
export function comparedAddress(url: string): string {
  return url.toLowerCase().replace(/\/+$/, "");
}

/** The id of a model, dataset or Space on Hugging Face, such as `owner/name`; null for links to other sites. */
export function huggingFaceId({ url }: Pick<Link, "url">): string | null {
  return /^https:\/\/huggingface\.co\/(?:datasets\/|spaces\/)?([\w.-]+\/[\w.-]+)$/.exec(url)?.[1] ?? null;
}

function readAddress(address: string): Address | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname, searchParams } = new URL(address);
  if (!/^https?:$/.test(protocol)) return null;
  const parts = pathname.split("/").filter(Boolean);
  return { host: host.replace(/^(?:www|m)\./, ""), parts, query: searchParams };
}

/** A link to this path of a host; null if it has fewer parts than needed. */
function at(kind: LinkKind, host: string, parts: string[], needed: number): Link | null {
  const names = parts.map((part) => part.replace(/[.,;:]+$/, "")).filter(Boolean);
  if (names.length < needed) return null;
  return { kind, url: `https://${[host, ...names].join("/")}` };
}

/** A repository's owner and name, without what text left behind them. */
function repository(host: string, [owner = "", name = ""]: string[], kind: LinkKind = "code"): Link | null {
  const clean = cleanName(name);
  return clean && /^\w[\w.-]{0,99}$/.test(owner) ? at(kind, host, [owner, clean], 2) : null;
}

function cleanName(name: string): string | null {
  const [clean = ""] = /^[\w.-]{1,100}/.exec(name) ?? [];
  const bare = clean.replace(/\.+$/, "").replace(/\.git$/i, "");
  return /\w/.test(bare) ? bare : null;
}

/** GitLab has groups within groups; what is inside a repository stands behind `-`. */
function gitlab(host: string, parts: string[]): Link | null {
  const inside = parts.findIndex((part, i) => i > 1 && /^(?:-|tree|blob|raw|issues|wikis)$/.test(part));
  const names = (inside < 0 ? parts : parts.slice(0, inside)).slice(0, 6).map(cleanName);
  return names.includes(null) ? null : at("code", host, names.map(String), 2);
}

function anonymous([first = "", name = ""]: string[]): Link | null {
  if (!/^(?:r|repository|anonymize)$/.test(first)) return null;
  const clean = cleanName(name);
  return clean ? at("code", "anonymous.4open.science", ["r", clean], 2) : null;
}

function huggingFace([first = "", ...others]: string[]): Link | null {
  if (first === "datasets") return repository("huggingface.co/datasets", others, "dataset");
  if (first === "spaces") return repository("huggingface.co/spaces", others, "space");
  return huggingFacePages.has(first) ? null : repository("huggingface.co", [first, ...others], "model");
}

function modelScope([first = "", ...others]: string[]): Link | null {
  if (first === "datasets") return repository("modelscope.cn/datasets", others, "dataset");
  if (first === "studios") return repository("modelscope.cn/studios", others, "space");
  return first === "models" ? repository("modelscope.cn/models", others, "model") : null;
}

function youTube({ parts: [first = "", second = ""], query }: Address): Link | null {
  const id = first === "watch" ? query.get("v") : /^(?:shorts|embed|live)$/.test(first) ? second : null;
  if (id) return /^[\w-]{6,20}/.test(id) ? at("video", "youtu.be", [id.replace(/[^\w-].*$/, "")], 1) : null;
  const list = first === "playlist" ? /^[\w-]+/.exec(query.get("list") ?? "")?.[0] : null;
  return list ? { kind: "video", url: `https://youtube.com/playlist?list=${list}` } : null;
}
