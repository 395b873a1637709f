import { expect, test } from "@playwright/test";
import { type HostileHub, startHostileHub } from "@/e2e/hostile/hostile-hub";
import { faultWords, runHostile } from "@/e2e/hostile/run-hostile";

let hub: HostileHub;

// A hub of its own: some of the requests come from an admin, and change what other journeys rely on.
test.beforeAll(async () => {
  test.setTimeout(180_000);
  hub = await startHostileHub();
});

test.afterAll(async () => {
  await hub.stop();
});

test("1,000 hostile requests to every page, route, operation and action are answered, none as if the hub were at fault", async () => {
  test.setTimeout(900_000);
  const { faults, kinds, undeclared } = await runHostile(hub, {
    seed: 1,
    count: 1000,
    atOnce: 4,
    patience: 120_000,
  });
  expect(faults.map(faultWords)).toEqual([]);
  expect(undeclared.map(faultWords)).toEqual([]);
  expect([...kinds.values()].reduce((sum, { sent }) => sum + sent, 0)).toBe(1000);
  expect((await fetch(new URL("/", hub.url))).status).toBe(200);
});

test("a page whose address cannot be understood is readable, and says which parameter is wrong", async () => {
  for (const [address, name] of [
    ["/?window=bogus", "window"],
    ["/trending?at=2026-13-45", "at"],
    ["/search?q=a&year=0000", "year"],
  ] as const)
    for (const identity of [hub.identities.nobody, hub.identities.reader]) {
      const response = await fetch(new URL(address, hub.url), { headers: identity });
      const html = await response.text();
      expect(response.status).toBe(400);
      expect(html).toContain(`The parameter “${name}” must be`);
      expect(html).toContain("</html>");
      expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    }
});
