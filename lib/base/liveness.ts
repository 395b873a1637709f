import type { ChildProcess } from "node:child_process";

const question = "do you work?";
const answer = "I work.";

/** How often a program is asked whether it works, and how many questions in a row it may leave unanswered. */
export type Patience = { everyMs: number; starting: number; running: number };

/**
 * Answers the program that started this process, which asks from time to time whether it still works. A process whose event
 * loop is blocked, or that was stopped, does not answer.
 * @param check rejects, or never resolves, when the process does not do its work
 */
export function answerWhetherAlive(check: () => Promise<unknown> = () => Promise.resolve()): void {
  process.on("message", (message) => {
    if (message !== question) return;
    check().then(
      () => process.send?.(answer, undefined, undefined, () => undefined),
      () => undefined,
    );
  });
}

/** Resolves when a child process sends a message of its own, which means that it is ready. */
export function untilReadyMessage(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.on("message", (message) => message !== answer && resolve()));
}

/**
 * Asks a child process regularly whether it works, until it ends. Counts questions, not time: while this process was stopped
 * or the machine asleep, nobody was asked.
 * @param isReady whether it has started: a start may take longer
 * @param onSilent called once when it has left too many questions unanswered, with for how many seconds
 */
export function watchAnswers(
  child: ChildProcess,
  { everyMs, starting, running }: Patience,
  isReady: () => boolean,
  onSilent: (seconds: number) => void,
): void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= (isReady() ? running : starting)) {
      clearInterval(timer);
      return onSilent(Math.round((unanswered * everyMs) / 1000));
    }
    unanswered += 1;
    child.send(question, () => undefined);
  }, everyMs);
  timer.unref();
  child.on("message", (message) => {
    if (message === answer) unanswered = 0;
  });
  child.once("exit", () => clearInterval(timer));
}
