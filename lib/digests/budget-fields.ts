import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { budgetKey } from "@/lib/digests/choose";
import { type Budget, budgetsSchema } from "@/lib/digests/subscriptions/schema";
import { findTopic } from "@/lib/papers/topics/topics";

const column = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => (Array.isArray(given) ? given : [given]));

/** A form's rows of budgets: what (`interest:12`, `topic:cs.CL`, `wild`, or a topic as typed), how many, per what. */
export const budgetFields = { budget: column, papers: column, per: column };

type Columns = Record<keyof typeof budgetFields, string[]>;

/**
 * The budgets that a form's rows say; rows without a number are left out.
 * @throws AppError invalid for a topic that there is not or that comes without a number, or a number that is none
 */
export function readBudgets({ budget, papers, per }: Columns): Budget[] {
  const rows = new Map<string, object>();
  for (const [i, given] of budget.entries()) {
    const [text, count] = [given.trim(), papers[i]?.trim()];
    if (!count && isTyped(text)) throw new AppError("invalid", `Say how many papers come from ${text}.`);
    if (!count || count === "0") continue;
    if (!text) throw new AppError("invalid", `Say which topic ${count} papers come from, such as cs.CL.`);
    const key = readKey(text);
    // A topic typed in that has a row already: the last word counts.
    rows.set(budgetKey(key), { ...key, papers: count, per: per[i] });
  }
  const parsed = budgetsSchema.safeParse([...rows.values()]);
  if (!parsed.success)
    throw new AppError("invalid", "A budget is a number of papers from 1 to 30, a day or a week.");
  return parsed.data;
}

/** Every other row is there anyway, to be filled in or not. */
function isTyped(text: string): boolean {
  return text !== "" && !/^(?:interest:|topic:|wild$)/.test(text);
}

function readKey(text: string): Pick<Budget, "kind" | "ref"> {
  const [kind = "", ref = ""] = text.split(":");
  if (kind === "wild" || kind === "interest") return { kind, ref };
  const topic = findTopic(kind === "topic" ? ref : text);
  if (!topic) throw new AppError("invalid", `There is no topic “${text}”: write one such as cs.CL.`);
  return { kind: "topic", ref: topic.id };
}
