import { getConfig } from "@/lib/config";
import { checkHealth } from "@/lib/feeds/health";

export const dynamic = "force-dynamic";

/** Live when it answers at all; ready (200) when the database answers; troubles named. `?live` asks for the first only. */
export async function GET(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.has("live")) return Response.json({ live: true });
  const { HUB_TIME_ZONE, ARXIV_PULL } = getConfig();
  const health = await checkHealth({
    now: new Date(),
    timeZone: HUB_TIME_ZONE,
    pulling: ARXIV_PULL === "on",
  });
  return Response.json(health, {
    status: health.ready ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
