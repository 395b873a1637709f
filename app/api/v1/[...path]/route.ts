import { AppError } from "@/lib/base/errors";
import { findOperation } from "@/lib/programs/api/find-operation";
import type { Operation } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";
import { answerOperation, type OperationCall } from "@/lib/web/operation-answer";
import { notAllowed } from "@/lib/web/respond";
import { apiRoute } from "@/lib/web/route";

/** Serves every operation of the hub's own API, found by method and path. */
async function serve(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/v1/, "");
  const found = findOperation(operations, request.method, path);
  const params = "params" in found ? found.params : {};
  const run = "operation" in found ? handlerOf(found.operation) : refuse(found.allowed);
  return run(request, { params: Promise.resolve(params) });
}

function handlerOf(operation: Operation) {
  const run = (call: OperationCall) => answerOperation(operation, call);
  return operation.access === "everybody"
    ? apiRoute({ ...operation, signedOut: true }, run)
    : apiRoute(operation, run);
}

function refuse(allowed: string[]) {
  return apiRoute({ signedOut: true }, () => {
    if (allowed.length) return notAllowed(allowed);
    throw new AppError("not-found", "There is no such address in the API; /developers lists all there are.");
  });
}

export { serve as DELETE, serve as GET, serve as PATCH, serve as POST, serve as PUT };
