import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "@/lib/base/config";

const problems = (env: Record<string, string>) => {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};

describe("settings", () => {
  it("have defaults for everything", () => {
    expect(parseConfig({})).toMatchObject({
      PORT: 3000,
      HUB_URL: "http://localhost:3000",
      HUB_TIME_ZONE: "UTC",
    });
  });

  it("treat empty values as unset, and accept lists in any spelling", () => {
    const config = parseConfig({ SMTP_URL: "", PORT: "4000", ARXIV_CATEGORIES: "cs.CL, stat.ML  math.CO" });
    expect(config.SMTP_URL).toBeUndefined();
    expect(config.HUB_URL).toBe("http://localhost:4000");
    expect(config.ARXIV_CATEGORIES).toEqual(["cs.CL", "stat.ML", "math.CO"]);
  });

  it("drop a slash at the end of the hub's address", () => {
    expect(parseConfig({ HUB_URL: "https://papers.example.org/" }).HUB_URL).toBe(
      "https://papers.example.org",
    );
  });

  it("listen on loopback only if the hub's address is a loopback one, otherwise on all addresses", () => {
    expect(parseConfig({}).LISTEN).toEqual(["127.0.0.1", "::1"]);
    expect(parseConfig({ HUB_URL: "http://127.0.0.1:4000" }).LISTEN).toEqual(["127.0.0.1", "::1"]);
    expect(parseConfig({ HUB_URL: "https://papers.example.org" }).LISTEN).toEqual([]);
    expect(parseConfig({ LISTEN: "192.0.2.1, ::" }).LISTEN).toEqual(["192.0.2.1", "::"]);
    expect(problems({ LISTEN: "everywhere" })).toHaveLength(1);
  });

  it("are IP addresses in the spelling in which clients' addresses appear", () => {
    const METRICS_ALLOW = "::ffff:10.0.0.1, FD00:0::2";
    expect(parseConfig({ METRICS_ALLOW }).METRICS_ALLOW).toEqual(["10.0.0.1", "fd00::2"]);
    expect(problems({ METRICS_ALLOW: "prometheus" })).toHaveLength(1);
  });

  it("report all problems at once", () => {
    const found = problems({
      PORT: "99999",
      HUB_URL: "papers",
      HUB_TIME_ZONE: "Mars/Olympus",
      STARTER: "maybe",
    });
    expect(found.map((line) => line.split(":")[0])).toEqual(["PORT", "HUB_URL", "HUB_TIME_ZONE", "STARTER"]);
  });

  it("report missing and invalid settings, each once", () => {
    expect(problems({ PORT: "abc", GITHUB_ID: "x" }).map((line) => line.split(":")[0])).toEqual([
      "PORT",
      "GITHUB_SECRET",
    ]);
    const broken = { OIDC_ISSUER: "nowhere", OIDC_ID: "a", OIDC_SECRET: "b" };
    expect(problems(broken).map((line) => line.split(":")[0])).toEqual(["OIDC_ISSUER"]);
  });

  it("list allowed hosts with their ports", () => {
    const OUTGOING_ALLOW = "hooks.intranet:8080 [::1]:443";
    expect(parseConfig({ OUTGOING_ALLOW }).OUTGOING_ALLOW).toEqual(OUTGOING_ALLOW.split(" "));
    for (const wrong of ["hooks.intranet", "http://hooks.intranet:80", "hooks.intranet:"])
      expect(problems({ OUTGOING_ALLOW: wrong })).toHaveLength(1);
  });

  it("reject a sign-in provider that is only half configured", () => {
    expect(problems({ GITHUB_ID: "abc" })).toEqual(["GITHUB_SECRET: missing, but GITHUB_ID is set"]);
    expect(problems({ OIDC_ISSUER: "https://id.example.org", OIDC_ID: "a" })).toEqual([
      "OIDC_SECRET: missing, but OIDC_ISSUER, OIDC_ID is set",
    ]);
  });
});
