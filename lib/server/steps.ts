/** Runs a step of the start and prints its name, its progress every 5 s, its result and how long it took. */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  result: (value: T) => string = () => "done",
): Promise<T> {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const progress = setInterval(() => console.log(`  ${title}: ${seconds()} s …`), 5000);
  console.log(`• ${title} …`);
  try {
    const value = await work();
    console.log(`  ${title}: ${result(value)} (${seconds()} s)`);
    return value;
  } finally {
    clearInterval(progress);
  }
}
