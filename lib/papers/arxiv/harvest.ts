import { BadResumptionToken, type OaiPage } from "./oai";
import { arxivUnavailable } from "./unavailable";

const maxPages = 5_000;

/**
 * Walks an OAI-PMH list page by page. When arXiv loses a resumption token, the list starts again, once, so the consumer
 * must tolerate repeated pages.
 * @param ask fetches the page with this token; null for the first page
 * @throws BadResumptionToken when a token is lost again; AppError `unavailable` when a token repeats or after 5,000 pages
 */
export async function* harvestPages(
  ask: (token: string | null) => Promise<OaiPage>,
): AsyncGenerator<OaiPage, void, undefined> {
  let token: string | null = null;
  let restarted = false;
  for (let count = 0; count < maxPages; count++) {
    const page: OaiPage | BadResumptionToken = await ask(token).catch(lostToken);
    if (page instanceof BadResumptionToken) {
      if (restarted) throw page;
      restarted = true;
      token = null;
      continue;
    }
    yield page;
    if (page.resumptionToken === null) return;
    if (page.resumptionToken === token) break;
    token = page.resumptionToken;
  }
  throw arxivUnavailable(undefined, "arXiv sent a list without an end.");
}

function lostToken(error: unknown): BadResumptionToken {
  if (error instanceof BadResumptionToken) return error;
  throw error;
}
