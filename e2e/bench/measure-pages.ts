import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildEmptyApp } from "@/e2e/bench/empty-app";
import { type Figures, type Line, names } from "@/e2e/bench/figures";
import type { Hub } from "@/e2e/bench/hub";
import type { Options } from "@/e2e/bench/options";
import { type Program, startProgram } from "@/e2e/bench/programs";
import { rawGet } from "@/e2e/bench/raw-get";
import { runLoad } from "@/e2e/bench/run-load";
import { measureScripts } from "@/e2e/bench/script-sizes";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { freePort } from "@/lib/server/postgres";

type Site = { hub: Hub; cookie: string; dir: string; options: Options };

const brotli = { "accept-encoding": "br" };
const browser = { "accept-encoding": "gzip, deflate, br" };

/** Measures the bare server and the pages, one after another. @param paper the id of the paper whose page is measured */
export async function measurePages(site: Site, paper: number): Promise<Line[]> {
  const { hub, cookie, options } = site;
  const page = `${hub.url}/papers/${syntheticKey(paper)}`;
  const lines: Line[] = [];
  const get = async (part: string, name: string, url: string, headers: Record<string, string>) =>
    lines.push(await runLoad(part, name, { url, headers, ...loadOf(options) }));
  if (options.only.has("a")) lines.push(...(await measureBare(site)));
  if (options.only.has("b")) await get("b", names.outBrotli, hub.url, brotli);
  if (options.only.has("b")) await get("b", names.outPlain, hub.url, {});
  if (options.only.has("c")) lines.push(await measureEmpty(options));
  if (options.only.has("c")) await get("c", names.signedIn, `${hub.url}/trending`, { ...browser, cookie });
  if (options.only.has("c")) await get("c", names.own, `${hub.url}/for-you`, { ...browser, cookie });
  if (options.only.has("d")) await get("d", names.paper, page, brotli);
  if (options.only.has("d")) await get("d", names.paperSignedIn, page, { ...browser, cookie });
  return lines;
}

/** Measures the trending pages at another number of papers. */
export async function measureTrending({ hub, cookie, options }: Site, papers: number): Promise<Line[]> {
  const at = `at ${papers.toLocaleString("en")} papers`;
  const job = { url: hub.url, ...loadOf(options) };
  return [
    await runLoad("f", `${names.outBrotli}, ${at}`, { ...job, headers: brotli }),
    await runLoad("f", `${names.signedIn}, ${at}`, {
      ...job,
      url: `${hub.url}/trending`,
      headers: { ...browser, cookie },
    }),
    await runLoad("f", `${names.own}, ${at}`, {
      ...job,
      url: `${hub.url}/for-you`,
      headers: { ...browser, cookie },
    }),
  ];
}

/** Measures the scripts of the trending page, signed out and signed in, and of an empty Next page. */
export async function measureAllScripts({ hub, cookie }: Site): Promise<Figures["scripts"]> {
  return [
    { name: "trending page signed out", ...(await measureScripts(hub.url)) },
    { name: "trending page signed in", ...(await measureScripts(hub.url, { cookie })) },
    { name: "empty Next page", ...(await withEmpty((url) => measureScripts(url))) },
  ];
}

async function measureBare({ hub, dir, options }: Site): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [name, headers] of [
    [names.bareBrotli, brotli],
    [names.barePlain, {}],
  ] as const) {
    const { url, stop } = await startBare(hub.url, headers, dir);
    lines.push(await runLoad("a", name, { url, ...loadOf(options) }));
    await stop();
  }
  return lines;
}

async function startBare(url: string, headers: Record<string, string>, dir: string): Promise<Hub> {
  const answer = await rawGet(url, headers);
  const { date, connection, "keep-alive": keepAlive, ...kept } = answer.headers;
  const file = join(dir, "page");
  writeFileSync(file, answer.body);
  const port = await freePort();
  const program = await startProgram("e2e/bench/bare-server.ts", {}, [
    String(port),
    file,
    JSON.stringify(kept),
  ]);
  return { url: `http://127.0.0.1:${port}`, ...program };
}

function measureEmpty(options: Options): Promise<Line> {
  return withEmpty((url) => runLoad("c", names.empty, { url, headers: browser, ...loadOf(options) }));
}

async function withEmpty<T>(use: (url: string) => Promise<T>): Promise<T> {
  const dir = buildEmptyApp();
  const port = await freePort();
  const program: Program = await startProgram("e2e/bench/empty-server.ts", { NODE_ENV: "production" }, [
    String(port),
    dir,
  ]);
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    await program.stop();
  }
}

function loadOf({ connections, seconds }: Options): Pick<Options, "connections" | "seconds"> {
  return { connections, seconds };
}
