import { z } from "zod";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { type BudgetRef, budgetKey } from "@/lib/digests/budget";
import { type Budget, budgetsSchema } from "@/lib/digests/subscriptions/schema";
import { interestWords } from "@/lib/feeds/taste/interest-words";
import { findCurrentTopic, topicName } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";

/** Something that can have a budget: its key, as `budgetKey` gives it, and its name. */
export type BudgetChoice = { key: string; label: string };

/**
 * Everything to which the viewer can give a budget: their interests, the topics that they follow, and wild cards.
 * @param budgets their present budgets, whose subjects are always among the choices
 */
export async function listBudgetChoices(viewer: Viewer, budgets: Budget[]): Promise<BudgetChoice[]> {
  const chosen = new Set(budgets.map(budgetKey));
  const [interests, followed] = await Promise.all([listInterests(viewer, chosen), listFollowed(viewer)]);
  const topics = budgets.flatMap(({ kind, ref }) => (kind === "topic" ? ref : []));
  const choices = [
    ...interests,
    ...[...new Set([...followed, ...topics])].map(toTopicChoice),
    { key: "wild", label: "Wild cards" },
  ];
  const gone = [...chosen].filter((key) => !choices.some((choice) => choice.key === key));
  return [...choices, ...gone.map((key) => ({ key, label: "An interest that is no more" }))];
}

async function listInterests({ id: userId }: Viewer, chosen: Set<string>): Promise<BudgetChoice[]> {
  const rows = await getDb().interest.findMany({
    where: { userId },
    select: { id: true, name: true, provisional: true, paused: true },
    orderBy: { id: "asc" },
    take: 100,
  });
  return rows.flatMap(({ id, paused, ...interest }) => {
    const key = budgetKey({ kind: "interest", ref: String(id) });
    const name = interestWords(interest);
    if (paused) return chosen.has(key) ? { key, label: `${name} (resting)` } : [];
    return { key, label: name };
  });
}

async function listFollowed({ id: userId }: Viewer): Promise<string[]> {
  const rows = await getDb().follow.findMany({
    where: { userId, kind: "topic" },
    select: { ref: true },
    orderBy: { id: "asc" },
    take: 20,
  });
  return rows.map(({ ref }) => ref);
}

function toTopicChoice(ref: string): BudgetChoice {
  return { key: budgetKey({ kind: "topic", ref }), label: `${topicName(ref)} (${ref})` };
}

const column = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => (Array.isArray(given) ? given : [given]));

/**
 * The rows of budgets in a form, column by column: what a budget is for (a key, or a topic as it was typed), how many
 * papers, and per what.
 */
export const budgetFields = { budget: column, papers: column, per: column };

type Columns = Record<keyof typeof budgetFields, string[]>;

/**
 * Reads the budgets from the rows of a form; rows without a number are left out.
 * @throws AppError invalid for an unknown topic, a typed topic without a number, or a number out of range
 */
export function readBudgets({ budget, papers, per }: Columns): Budget[] {
  const rows = new Map<string, object>();
  for (const [i, given] of budget.entries()) {
    const text = given.trim();
    const count = papers[i]?.trim();
    if (!count && isTyped(text))
      throw new AppError("invalid", `Say how many papers come from ${text.slice(0, 40)}.`);
    if (!count || count === "0") continue;
    if (!text)
      throw new AppError("invalid", `Say which topic ${count.slice(0, 40)} papers come from, such as cs.CL.`);
    const ref = readRef(text);
    // A typed topic may have a row of its own already: the later row counts.
    rows.set(budgetKey(ref), { ...ref, papers: count, per: per[i] });
  }
  const parsed = budgetsSchema.safeParse([...rows.values()]);
  if (!parsed.success)
    throw new AppError("invalid", "A budget is a number of papers from 1 to 30, a day or a week.");
  return parsed.data;
}

const keyPattern = /^(?:(interest|topic):(.*)|wild)$/;

/** Whether a row's text was typed by the reader, rather than the key of a choice. */
function isTyped(text: string): boolean {
  return text !== "" && !keyPattern.test(text);
}

function readRef(text: string): BudgetRef {
  const [key, kind, ref = ""] = keyPattern.exec(text) ?? [];
  if (key === "wild") return { kind: "wild", ref: "" };
  if (kind === "interest") return { kind, ref };
  const topic = findCurrentTopic(kind === "topic" ? ref : text);
  if (!topic)
    throw new AppError("invalid", `There is no topic “${text.slice(0, 40)}”: write one such as cs.CL.`);
  return { kind: "topic", ref: topic.id };
}
