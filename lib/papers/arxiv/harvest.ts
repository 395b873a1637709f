import { BadResumptionToken, type OaiPage } from "./oai";
import { arxivUnavailable } from "./unavailable";

const maxPages = 5_000;

/**
 * Walks a list of OAI-PMH page by page; `ask` gets a page by its token, the first by null. A lost token starts the list
 * again, once: pages come again then, so what takes them must bear repeats.
 * @throws BadResumptionToken the second time; AppError `unavailable` when the list runs in circles or never ends.
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
  throw arxivUnavailable();
}

function lostToken(error: unknown): BadResumptionToken {
  if (error instanceof BadResumptionToken) return error;
  throw error;
}
