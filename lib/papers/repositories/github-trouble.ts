import { getConfig } from "@/lib/base/config";
import { utcMoment } from "@/lib/base/date-words";
import { findSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";

/** GitHub may be away for a while; what is shown is then hardly older than usual. */
const silence = { hours: 12 };

/**
 * Whether GitHub refuses the token, or has given no answer for twelve hours, so that stars are out of date, in a sentence;
 * null when nothing is wrong or GitHub is not to be asked.
 */
export async function findGithubTrouble(now: Date): Promise<string | null> {
  const { GITHUB_STARS, GITHUB_API_TOKEN } = getConfig();
  const rest = GITHUB_STARS === "on" ? await findSetting("github-rest") : null;
  if (!rest?.since) return null;
  const since = new Date(rest.since);
  const next = `It is asked again at ${utcMoment(new Date(rest.until))}`;
  if (rest.refused)
    return `GitHub refuses GITHUB_API_TOKEN since ${utcMoment(since)}, so stars and archive states of repositories stay as they are. ${next}; set another token, or none.`;
  if (since > minus(now, silence)) return null;
  const hint = GITHUB_API_TOKEN ? "" : "; GITHUB_API_TOKEN gives the hub a limit of its own";
  return `GitHub has not answered since ${utcMoment(since)}, so stars and archive states of repositories may be out of date. The last error: ${rest.error} ${next}${hint}, and GITHUB_STARS=off stops asking.`;
}
