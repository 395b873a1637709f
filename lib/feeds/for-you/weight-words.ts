const weightNames: Record<string, string> = {
  0: "left out",
  0.25: "a quarter",
  0.5: "half",
  0.75: "three quarters",
  1: "as it is",
  1.5: "half as much again",
  2: "double",
};

/** A weight in words: "left out", "half", "double", or as a number: "1.25 times". */
export function weightWords(weight: number): string {
  return weightNames[weight] ?? `${Number(weight.toFixed(2))} times`;
}
