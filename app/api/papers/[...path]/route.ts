import { z } from "zod";
import { publicRead } from "@/app/api/public-read";
import { addComment } from "@/lib/community/comments/comments";
import { linksBody, setLinks } from "@/lib/programs/huggingface/links";
import { objectId } from "@/lib/programs/huggingface/object-ids";
import { getPaperInfo } from "@/lib/programs/huggingface/read-papers";
import { paperPath, paperQuery, postingPath } from "@/lib/programs/huggingface/requests";
import { commentBody } from "@/lib/programs/huggingface/submit";
import { apiRoute } from "@/lib/web/route";

/** One paper. */
export const GET = publicRead(
  { params: paperPath, query: paperQuery, repeats: ["field"] },
  async ({ params, query }) => ({ body: await getPaperInfo(params, query.field) }),
);

/** Sets a paper's links, or adds a comment or a reply. */
export const POST = apiRoute({ params: postingPath, body: z.unknown() }, async ({ viewer, params, body }) => {
  if (params.kind === "links") {
    await setLinks(viewer, params.key, linksBody.parse(body));
    return {};
  }
  const parentId = params.kind === "reply" ? params.to : null;
  const { id, createdAt } = await addComment(viewer, params.key, commentBody.parse(body).comment, {
    parentId,
  });
  const newMessage = { id: objectId("comment", id, createdAt), createdAt: createdAt.toISOString() };
  return Response.json({ newMessage }, { status: 201, headers: { "Cache-Control": "no-store" } });
});
