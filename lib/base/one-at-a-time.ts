/**
 * A task that does nothing while it is still running: the schedule asks again and again, and a run may take longer.
 * @param idle what it gives when there was a run already
 */
export function oneAtATime<A, R>(task: (argument: A) => Promise<R>, idle: R): (argument: A) => Promise<R> {
  let running = false;
  return async (argument) => {
    if (running) return idle;
    running = true;
    try {
      return await task(argument);
    } finally {
      running = false;
    }
  };
}
