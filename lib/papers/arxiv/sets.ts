import { AppError } from "@/lib/base/errors";
import { findTopic } from "@/lib/papers/topics/topics";

/**
 * The OAI-PMH set that holds a category: `cs` for `cs.CL`, `physics:hep-th` for `hep-th`; a closed category is in the
 * set of the one that took it over.
 * @throws AppError `invalid` for what is no category.
 */
export function setOf(category: string): string {
  const topic = findTopic(category);
  if (!topic) throw new AppError("invalid", `There is no arXiv category ${category}.`);
  const successor = topic.active ? null : topic.alias;
  if (successor) return setOf(successor);
  return topic.group === "physics" ? `physics:${topic.archive}` : topic.archive;
}
