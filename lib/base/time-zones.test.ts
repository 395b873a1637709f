import { describe, expect, it } from "vitest";
import { parseConfig } from "@/lib/base/config";
import { dayIn } from "@/lib/base/time";
import { isTimeZone, listTimeZones, todaysZoneName } from "@/lib/base/time-zones";

describe("the list of time zones", () => {
  it("has today's names, and each zone once", () => {
    const zones = listTimeZones();
    for (const name of ["Europe/Kyiv", "Asia/Kolkata", "Asia/Ho_Chi_Minh", "America/Nuuk", "Europe/Paris"])
      expect(zones).toContain(name);
    for (const name of ["Europe/Kiev", "Asia/Calcutta", "Asia/Saigon", "America/Godthab"])
      expect(zones).not.toContain(name);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones[0]).toBe("UTC");
  });

  it("has names that clocks can be read by", () => {
    const at = new Date("2026-03-12T12:00:00Z");
    for (const zone of listTimeZones()) expect(dayIn(zone, at)).toMatch(/^2026-03-1[123]$/);
  });
});

describe("the name of a time zone", () => {
  it.each([
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Europe/Kyiv", "Europe/Kyiv"],
    ["asia/calcutta", "Asia/Kolkata"],
    ["Etc/UTC", "UTC"],
    ["Europe/Paris", "Europe/Paris"],
    ["Mars/Olympus", "Mars/Olympus"],
    ["", ""],
  ])("%j is %j today", (given, expected) => expect(todaysZoneName(given)).toBe(expected));

  it("is known only if clocks go by it", () => {
    expect(["Europe/Kyiv", "UTC", "Mars/Olympus", "", "+05:00"].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("of the hub may be an old or a new one", () => {
    expect(parseConfig({ HUB_TIME_ZONE: "Asia/Kolkata" }).HUB_TIME_ZONE).toBe("Asia/Kolkata");
    expect(parseConfig({ HUB_TIME_ZONE: "Europe/Kiev" }).HUB_TIME_ZONE).toBe("Europe/Kyiv");
    expect(() => parseConfig({ HUB_TIME_ZONE: "Mars/Olympus" })).toThrow(/time zone/);
  });
});
