import { parseDay } from "@/lib/base/time";
import { hubToday } from "@/lib/web/hub-day";

export const dynamic = "force-dynamic";

/** Where the date picker leads: to the page of the chosen day. */
export function GET(request: Request): Response {
  const day = parseDay(new URL(request.url).searchParams.get("day") ?? "") ?? hubToday();
  return new Response(null, { status: 303, headers: { Location: `/date/${day}` } });
}
