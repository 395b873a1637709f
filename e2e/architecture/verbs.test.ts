import { expect, it } from "vitest";
import { isTest, listSources, nodesOf, parseSource, type Source } from "@/e2e/architecture/sources";
import { operations } from "@/lib/programs/api/operations";

/** Operations that call domain functions with other names, and why. */
const otherNames: Record<string, string[]> = {
  // The API calls the caller's own account "me".
  changeMe: ["changeProfile"],
  deleteMe: ["deleteAccount"],
  // One call of the API may change both parts of an interest.
  changeInterest: ["renameInterest", "pauseInterest"],
  // An address names one paper; the domain moves and drops several at once.
  movePaper: ["movePapers"],
  dropPaper: ["dropPapers"],
  changeWebhook: ["setWebhook"],
  sendAgain: ["redeliver"],
  bringLibrary: ["importLibrary"],
};

type Handler = { id: string; calls: string[] };

it("an operation that changes something calls the domain function with the same name", () => {
  const handlers = listSources(["lib/programs/api/operations"])
    .filter(({ path }) => !isTest(path))
    .flatMap(handlersOf);
  expect(handlers.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
  const changing = new Set(operations.filter(({ method }) => method !== "GET").map(({ id }) => id));
  const wrong = handlers.filter(({ id, calls }) => {
    const others = otherNames[id]?.every((name) => calls.includes(name)) ?? false;
    return changing.has(id) && !calls.includes(id) && !others;
  });
  expect(wrong).toEqual([]);
  for (const id of Object.keys(otherNames)) expect([...changing]).toContain(id);
});

it("the check finds a handler that calls a function with another name", () => {
  const text = `import { other } from "@/lib/other";
    const one = operation({ id: "act", method: "PUT" }, ({ viewer }) => other(viewer));`;
  expect(handlersOf(parseSource("lib/programs/api/operations/a.ts", text))).toEqual([
    { id: "act", calls: ["other"] },
  ]);
});

/** The operations that a file defines, each with the functions of other modules that its handler calls. */
function handlersOf(source: Source): Handler[] {
  const imported = new Set(
    nodesOf(source, "ImportDeclaration").flatMap(({ specifiers }) =>
      specifiers.map(({ local }) => local.name),
    ),
  );
  const calls = nodesOf(source, "CallExpression").flatMap(({ callee, start, end, arguments: given }) =>
    callee.type === "Identifier" ? [{ name: callee.name, start, end, given }] : [],
  );
  return calls
    .filter(({ name }) => name === "operation")
    .flatMap(({ given: [definition, handler] }) => {
      const id = /\bid: "(\w+)"/.exec(source.text.slice(definition?.start, definition?.end))?.[1];
      if (!id || !handler) return [];
      const inside = calls.filter(({ start, end }) => start >= handler.start && end <= handler.end);
      return [{ id, calls: inside.map(({ name }) => name).filter((name) => imported.has(name)) }];
    });
}
