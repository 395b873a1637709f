import { toWholeOpenApi } from "@/lib/programs/api/openapi";
import { apiRoute } from "@/lib/web/route";

/** The hub's whole API described for programs (OpenAPI 3.1), that of existing clients included. */
export const GET = apiRoute({ signedOut: true, sharedFor: 300 }, () => toWholeOpenApi());
