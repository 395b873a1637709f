import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "@/lib/base/errors";
import { type Patience, watchAnswers } from "@/lib/base/liveness";
import { getLog } from "@/lib/base/log";
import type { StopSteps } from "@/lib/base/processes";

export type Program = {
  /** Its name in the log and on `/health`, such as "worker". */
  name: string;
  /** Starts the process; puts right before what an earlier one may have left. */
  launch: () => Promise<ChildProcess> | ChildProcess;
  /** Resolves once the process is ready for use. A process that ends before that has not started. */
  ready: (child: ChildProcess) => Promise<void>;
  /** How it is asked to stop; SIGKILL comes last. */
  stops: StopSteps;
  /** For a program that answers whether it works: one that does not answer for so long is killed, and started again. */
  patience?: Patience;
};

/** Told of each process that was started, and why if it replaces one that ended. */
export type OnStart = (name: string, pid: number, why: string | null) => void;

/** A program that is kept running. */
export type Kept = {
  /** Starts it for the first time. @throws when it cannot be started; unless it was killed, it is not tried again then */
  start: () => Promise<void>;
  /** Starts it as often as it takes, with the same pauses as later; resolves once it runs or was stopped. */
  startInTheEnd: () => Promise<void>;
  /** Stops it for good, at any moment, in the time that its steps allow. */
  stop: () => Promise<void>;
  /** Kills it at once, for good. */
  kill: (signal: NodeJS.Signals) => void;
};

/** Milliseconds before each further start of a program that keeps ending. */
const waits = [0, 500, 1000, 2000, 5000, 10_000];
/** A program that ran for this long after it was ready counts as sound again. */
const soundMs = 10_000;

/**
 * Keeps a program running: whenever it ends by itself, it is started again, after a pause that grows up to ten seconds
 * while it keeps ending soon. Each end and each new start is logged.
 */
export function keepRunning(program: Program, onStart: OnStart = () => undefined): Kept {
  return new KeptProgram(program, onStart);
}

class KeptProgram implements Kept {
  private child: ChildProcess | null = null;
  private failures = 0;
  private starting: Promise<void> = Promise.resolve();
  private readonly stopped = new AbortController();

  constructor(
    private readonly program: Program,
    private readonly onStart: OnStart,
  ) {}

  async start(): Promise<void> {
    for (;;) {
      try {
        return await this.run(null);
      } catch (error) {
        if (!(error instanceof EndedEarly) || !error.killed || this.failures >= waits.length) throw error;
        await this.pause(error.message);
        this.failures++;
      }
    }
  }

  async startInTheEnd(): Promise<void> {
    try {
      await this.run(null);
    } catch (error) {
      await this.startAgain(messageOf(error), 0);
    }
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    // A launch that is under way ends its process by itself, once it sees that the program is to stop.
    await this.end();
    await this.starting.catch(() => undefined);
  }

  kill(signal: NodeJS.Signals): void {
    this.stopped.abort();
    this.child?.kill(signal);
  }

  private run(why: string | null): Promise<void> {
    this.starting = this.launch(why);
    return this.starting;
  }

  private async launch(why: string | null): Promise<void> {
    const { name } = this.program;
    this.stopped.signal.throwIfAborted();
    const child = await this.program.launch();
    const ended = endOf(child);
    this.child = child;
    if (child.pid) this.onStart(name, child.pid, why);
    const state = { ready: false, silence: "" };
    this.watch(child, state);
    try {
      if (this.stopped.signal.aborted) throw new Error(`The ${name} was stopped while it started`);
      await Promise.race([this.program.ready(child), ended.then((end) => endedEarly(end, state.silence))]);
    } catch (error) {
      await this.end();
      throw error;
    }
    state.ready = true;
    const readyAt = performance.now();
    void ended.then(({ words }) => this.startAgain(state.silence || words, performance.now() - readyAt));
  }

  /** Kills a process that no longer answers, which ends it even if it was stopped; it is then started again. */
  private watch(child: ChildProcess, state: { ready: boolean; silence: string }): void {
    const { name, patience } = this.program;
    if (!patience) return;
    watchAnswers(
      child,
      patience,
      () => state.ready,
      (seconds) => {
        state.silence = `no answer for ${seconds} s`;
        getLog().error(
          { program: name, pid: child.pid, seconds },
          `the ${name} does not answer and is killed`,
        );
        child.kill("SIGKILL");
      },
    );
  }

  private async startAgain(how: string, ranMs: number): Promise<void> {
    if (ranMs > soundMs) this.failures = 0;
    for (let why = how; !this.stopped.signal.aborted; this.failures++) {
      await this.pause(why);
      if (this.stopped.signal.aborted) return;
      try {
        await this.run(why);
        this.failures++;
        return getLog().info({ program: this.program.name }, `the ${this.program.name} runs again`);
      } catch (error) {
        why = messageOf(error);
      }
    }
  }

  private async pause(why: string): Promise<void> {
    const { name } = this.program;
    const wait = waits[Math.min(this.failures, waits.length - 1)] ?? 0;
    if (this.stopped.signal.aborted) return;
    getLog().warn({ program: name, why }, `the ${name} ended and is started again ${inWords(wait)}`);
    await sleep(wait, undefined, { signal: this.stopped.signal }).catch(() => undefined);
  }

  private async end(): Promise<void> {
    const { child } = this;
    if (!child?.pid || hasEnded(child)) return;
    const ended = endOf(child);
    for (const [signal, ms] of [...this.program.stops, ["SIGKILL", killMs] as const]) {
      child.kill(signal);
      if (await Promise.race([ended, sleep(ms, null, { ref: false })])) return;
    }
  }
}

/** How long a killed process may take to be gone. */
const killMs = 10_000;

type End = { words: string; killed: boolean };

/** A program ended before it was ready for use. */
class EndedEarly extends Error {
  constructor(
    words: string,
    /** Whether somebody killed it: then it may well be able to start. */
    readonly killed: boolean,
  ) {
    super(`it ended before it was ready (${words})`);
  }
}

/** Resolves with how a process ended: "exit code 1", "SIGKILL", or why it could not be started at all. */
function endOf(child: ChildProcess): Promise<End> {
  if (hasEnded(child)) return Promise.resolve(endWords(child.exitCode, child.signalCode));
  return new Promise((resolve) => {
    // Without a listener, a process that cannot be started at all would end this one.
    child.on("error", ({ message }) => child.pid === undefined && resolve({ words: message, killed: false }));
    child.once("exit", (code, signal) => resolve(endWords(code, signal)));
  });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function endWords(code: number | null, signal: NodeJS.Signals | null): End {
  return { words: signal ?? `exit code ${code}`, killed: signal !== null };
}

/** @param silence that it was killed because it did not answer, if so */
function endedEarly({ words, killed }: End, silence: string): never {
  throw new EndedEarly(silence || words, killed);
}

function inWords(ms: number): string {
  return ms === 0 ? "at once" : `in ${ms / 1000} s`;
}
