import { toOpenApi } from "@/lib/programs/api/openapi";
import { apiRoute } from "@/lib/web/route";

/** The API described for programs (OpenAPI 3.1). */
export const GET = apiRoute({ signedOut: true, sharedFor: 300 }, () => toOpenApi());
