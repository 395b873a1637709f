import { AppError } from "@/lib/base/errors";
import { findTopic } from "@/lib/papers/topics/topics";

/**
 * The OAI-PMH set that contains a category: `cs` for `cs.CL`, `physics:hep-th` for `hep-th`. A closed category is in
 * the set of its successor.
 * @throws AppError `invalid` for an unknown category
 */
export function setOf(category: string): string {
  const topic = findTopic(category);
  if (!topic) throw new AppError("invalid", `There is no arXiv category ${category}.`);
  const successor = topic.active ? null : topic.alias;
  if (successor) return setOf(successor);
  return topic.group === "physics" ? `physics:${topic.archive}` : topic.archive;
}
