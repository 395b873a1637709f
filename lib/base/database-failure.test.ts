import { describe, expect, it } from "vitest";
import { DatabaseUnavailable, failureKind, toAppError } from "@/lib/base/database-failure";
import { AppError } from "@/lib/base/errors";

const coded = (code: string, more = {}) => Object.assign(new Error("x"), { code, ...more });

describe("a failure of the database", () => {
  it.each([
    ["57P01", "away"],
    ["57P02", "away"],
    ["57P03", "away"],
    ["08006", "away"],
    ["08P01", "away"],
    ["53300", "full"],
    ["57014", "slow"],
    ["ECONNREFUSED", "away"],
    ["ECONNRESET", "away"],
    ["P1001", "away"],
    ["P1002", "away"],
    ["P1008", "away"],
    ["P1017", "away"],
    ["P2024", "slow"],
    ["P2028", "slow"],
    ["P2037", "full"],
  ])("is known by the code %s: %s", (code, kind) => {
    expect(failureKind(coded(code))).toBe(kind);
  });

  it.each(["23505", "42P01", "40001", "P2002", "P2025", "ENOENT", "22021"])("is not %s", (code) => {
    expect(failureKind(coded(code))).toBeNull();
  });

  it("is found behind the errors of Prisma, of its adapter and of a host with several addresses", () => {
    const adapter = Object.assign(new Error("x"), { cause: { kind: "postgres", originalCode: "57P01" } });
    expect(failureKind(coded("P2010", { meta: { driverAdapterError: adapter } }))).toBe("away");
    expect(failureKind(new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]))).toBe("away");
    expect(failureKind(new Error("x", { cause: new Error("Connection terminated unexpectedly") }))).toBe(
      "away",
    );
  });

  it("ends when an error is its own cause", () => {
    const error = new Error("x");
    error.cause = error;
    expect(failureKind(error)).toBeNull();
  });
});

describe("the answer to a request", () => {
  it("is 503 with the time to wait if the database failed", () => {
    const lost = toAppError(new DatabaseUnavailable("away", coded("57P01")));
    expect(lost).toMatchObject({ status: 503, retryAfter: 5 });
    const expired = Object.assign(new Error("x"), { name: "PrismaClientKnownRequestError", code: "P2028" });
    expect(toAppError(expired)).toMatchObject({ status: 503 });
  });

  it("is that of an AppError as it is", () => {
    const error = new AppError("conflict", "One sentence.");
    expect(toAppError(error)).toBe(error);
  });

  it("is a fault of the hub for anything else, such as another server that cannot be reached", () => {
    expect(toAppError(coded("ECONNREFUSED"))).toBeNull();
    expect(toAppError(new TypeError("x"))).toBeNull();
    expect(toAppError(undefined)).toBeNull();
  });
});
