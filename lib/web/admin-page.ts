import { notFound } from "next/navigation";
import { canAdminister } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { getViewer } from "@/lib/web/viewer";

/** The viewer of a page that only admins see; everybody else gets the not-found page. */
export async function requireAdmin(): Promise<Viewer> {
  const viewer = await getViewer();
  return viewer && canAdminister(viewer) ? viewer : notFound();
}
