import { exportAccount } from "@/lib/privacy/export-account";
import { apiRoute } from "@/lib/web/route";

/** Everything that the hub stores about the viewer, as a file. */
export const GET = apiRoute({ limit: "write" }, async ({ viewer }) => {
  const body = JSON.stringify(await exportAccount(viewer), null, 2);
  return new Response(body, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${viewer.username}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
});
