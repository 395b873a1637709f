type Json = Record<string, unknown>;

/** A paper as the Python client huggingface_hub parses it; null stands for None. */
type PaperInfo = {
  id: string | null;
  authors: { name: string; username: string | null; status: string | null; hidden: boolean | null }[] | null;
  publishedAt: Date | null;
  title: string | null;
  summary: string | null;
  upvotes: number | null;
  discussionId: string | null;
  comments: number;
  submittedAt: Date | null;
  submittedBy: { username: string; fullname: string; avatarUrl: string; isPro: boolean | null } | null;
  aiSummary: string | null;
  aiKeywords: string[] | null;
  organization: { name: string; fullname: string } | null;
  projectPage: string | null;
  githubRepo: string | null;
  githubStars: number | null;
};

/**
 * Parses an item as the client's PaperInfo does: some keys are read from the inner paper, some from the top, some from
 * either. As in the client, a zero in the inner paper counts as missing and the top is read.
 */
export function readPaperInfo(item: Json): PaperInfo {
  const paper = (item.paper ?? {}) as Json;
  const top = <T>(name: string) => (item[name] ?? null) as T | null;
  const inside = <T>(name: string) => (paper[name] || (item[name] ?? null)) as T | null;
  // If the inner paper has a date, the one at the top is the day of the feed; otherwise it is the paper's own.
  const submittedAt = "paper" in item ? top<string>("publishedAt") : top<string>("submittedOnDailyAt");
  const organization = top<Json>("organization");
  return {
    id: inside("id"),
    authors: inside<Json[]>("authors")?.map(readAuthor) ?? null,
    publishedAt: readDate(inside("publishedAt")),
    title: top("title"),
    summary: inside("summary"),
    upvotes: inside("upvotes"),
    discussionId: inside("discussionId"),
    comments: top<number>("numComments") ?? 0,
    submittedAt: readDate(submittedAt),
    submittedBy: readUser(top<Json>("submittedBy") ?? top<Json>("submittedOnDailyBy")),
    aiSummary: top("ai_summary"),
    aiKeywords: top("ai_keywords"),
    organization: organization && {
      name: String(organization.name),
      fullname: String(organization.fullname),
    },
    projectPage: top("projectPage"),
    githubRepo: top("githubRepo"),
    githubStars: top("githubStars"),
  };
}

/** Reads the pages of a list by following `Link: <…>; rel="next"`. @param most how many pages to read at most */
export async function walkPages(
  address: string,
  most: number,
): Promise<{ address: string; items: Json[] }[]> {
  const pages = [];
  for (let next: string | null = address; next && pages.length < most; ) {
    const response: Response = await fetch(next);
    if (!response.ok) throw new Error(`${next} answered ${response.status}`);
    pages.push({ address: next, items: (await response.json()) as Json[] });
    next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? null;
  }
  return pages;
}

function readAuthor(author: Json) {
  const user = readUser((author.user ?? null) as Json | null);
  return {
    name: String(author.name ?? ""),
    username: user?.username ?? null,
    status: (author.status ?? null) as string | null,
    hidden: (author.hidden ?? null) as boolean | null,
  };
}

function readUser(user: Json | null): PaperInfo["submittedBy"] {
  return (
    user && {
      username: String(user.user ?? ""),
      fullname: String(user.fullname ?? ""),
      avatarUrl: String(user.avatarUrl ?? ""),
      isPro: (user.isPro ?? null) as boolean | null,
    }
  );
}

// The client parses exactly this format: it fails without milliseconds or with an offset.
function readDate(text: string | null): Date | null {
  if (text === null) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text))
    throw new Error(`${text} is not a date that clients can parse`);
  return new Date(text);
}
