import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError, isAppError } from "@/lib/base/errors";
import {
  failedState,
  fieldProblems,
  formSizeProblem,
  formValues,
  invalidState,
  readTextFile,
} from "@/lib/web/form";

function form(...fields: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe("a form's values", () => {
  it("are strings, or lists if a name is repeated or ends in [], without the framework's fields", () => {
    const data = form(
      ["title", "Sums"],
      ["topic", "cs.CL"],
      ["topic", "cs.LG"],
      ["link[]", "https://a.example"],
      ["$ACTION_REF_1", ""],
    );
    expect(formValues(data)).toEqual({
      title: "Sums",
      topic: ["cs.CL", "cs.LG"],
      link: ["https://a.example"],
    });
  });

  it("are gathered in one pass over any number of fields", () => {
    const fields = Array.from({ length: 3000 }, (_, i): [string, string] => [`field-${i}`, String(i)]);
    const data = form(...fields);
    // Looking up each field by its name would go over all of them again.
    for (const method of ["get", "getAll", "has"] as const) vi.spyOn(data, method);
    expect(formValues(data)).toEqual(Object.fromEntries(fields));
    for (const method of [data.get, data.getAll, data.has]) expect(method).not.toHaveBeenCalled();
  });

  it("contain no NULs, which the database cannot store", () => {
    expect(formValues(form(["name", "My\0 papers"]))).toEqual({ name: "My papers" });
  });

  it("leave out files", () => {
    expect(formValues(form(["file", new Blob(["x"])]))).toEqual({ file: "" });
  });
});

describe("the size of a form", () => {
  it("is limited in characters and in values", () => {
    expect(formSizeProblem({ body: "a".repeat(65_536), tags: ["b", "c"] })).toBeNull();
    expect(formSizeProblem({ body: "a".repeat(150_001) })).toBe(
      "This form takes at most 150,000 characters: send less.",
    );
    expect(formSizeProblem({ list: "a".repeat(150_001) }, 2_000_000)).toBeNull();
    expect(formSizeProblem({ tags: Array(2001).fill("") })).toBe(
      "This form takes at most 2,000 values: send fewer.",
    );
  });
});

describe("a file's text", () => {
  it.each([
    ["UTF-8", [0x54, 0xc3, 0xbc]],
    ["Windows' Latin letters", [0x54, 0xfc]],
    ["UTF-16, the small end first", [0xff, 0xfe, 0x54, 0, 0xfc, 0]],
    ["UTF-16, the big end first", [0xfe, 0xff, 0, 0x54, 0, 0xfc]],
  ])("is read from %s", async (_, bytes) => {
    expect(await readTextFile(new Blob([Uint8Array.from(bytes)]) as File)).toBe("Tü");
    expect(await readTextFile(null)).toBe("");
  });
});

describe("the problems of a form", () => {
  const schema = z.object({
    a: z.string().min(2, { error: "Longer." }).regex(/^b/, { error: "Begin with b." }),
    links: z.array(z.url({ error: "No link." })),
  });

  it("are the first one of each field, by the field's name", () => {
    const { error } = schema.safeParse({ a: "x", links: ["https://a.example", "x", "y"] });
    expect(error && fieldProblems(error)).toEqual({ a: "Longer.", links: "No link." });
  });

  it("come with the typed values, lists as lines", () => {
    const values = { a: "x", links: ["x", "y"] };
    const { error } = schema.safeParse(values);
    expect(error && invalidState(error, values)?.values).toEqual({ a: "x", links: "x\ny" });
  });

  it("may be about the whole form", () => {
    const { error } = z
      .object({})
      .refine(() => false, { error: "Not both." })
      .safeParse({});
    expect(error && invalidState(error, {})).toMatchObject({ error: "Not both." });
  });
});

describe("a failure", () => {
  it("that was expected becomes a sentence, from any module graph", () => {
    const foreign = Object.assign(new Error("Taken."), { name: "AppError", code: "conflict" });
    for (const reason of [new AppError("conflict", "Taken."), foreign])
      expect(failedState(reason, { a: "x" })).toEqual({ error: "Taken.", values: { a: "x" } });
  });

  it("that was not expected is thrown again", () => {
    const other = Object.assign(new Error("x"), { name: "AppError", code: "ECONNRESET" });
    for (const reason of [new Error("broken"), other, "AppError", null]) {
      expect(isAppError(reason)).toBe(false);
      expect(() => failedState(reason, {})).toThrow();
    }
  });
});
