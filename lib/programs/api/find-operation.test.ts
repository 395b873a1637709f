import { describe, expect, it } from "vitest";
import { findOperation } from "@/lib/programs/api/find-operation";
import { operations } from "@/lib/programs/api/operations";

function find(method: string, path: string) {
  const found = findOperation(operations, method, path);
  return "allowed" in found ? found.allowed : [found.operation.id, found.params];
}

describe("an address of the API", () => {
  it("leads to one operation for each method", () => {
    expect(find("GET", "/papers")).toEqual(["listPapers", {}]);
    expect(find("GET", "/papers/2603.00001")).toEqual(["getPaper", { id: "2603.00001" }]);
    expect(find("PATCH", "/papers/2603.00001")).toEqual(["changePaper", { id: "2603.00001" }]);
    expect(find("PUT", "/papers/2603.00001/upvote")).toEqual(["upvotePaper", { id: "2603.00001" }]);
    expect(find("DELETE", "/me/tokens/7")).toEqual(["revokeToken", { id: "7" }]);
    expect(find("GET", "/submissions/preview")).toEqual(["previewSubmission", {}]);
  });

  it("may contain an old id with its slash", () => {
    expect(find("GET", "/papers/math/0501999")).toEqual(["getPaper", { id: "math/0501999" }]);
    expect(find("GET", "/papers/math.AG/0501999/similar")).toEqual([
      "listSimilarPapers",
      { id: "math.AG/0501999" },
    ]);
    expect(find("DELETE", "/papers/math%2F0501999/upvote")).toEqual([
      "takeBackUpvote",
      { id: "math/0501999" },
    ]);
  });

  it("treats HEAD as GET, and ignores a slash at the end", () => {
    expect(find("HEAD", "/topics/cs.CL")).toEqual(["getTopic", { id: "cs.CL" }]);
    expect(find("GET", "/papers/")).toEqual(["listPapers", {}]);
  });

  it("gives the allowed methods for another method, and none for an unknown path", () => {
    expect(find("POST", "/topics")).toEqual(["GET", "HEAD"]);
    expect(find("GET", "/papers/2603.00001/upvote")).toEqual(["PUT", "DELETE"]);
    for (const path of ["", "/", "/nowhere", "/papersx", "/topics/cs.CL/x", "/people/ada/ban/x"])
      expect(find("GET", path)).toEqual([]);
  });

  it("decodes names in any script", () => {
    expect(find("GET", "/authors/%E6%9D%8E-%E6%98%8E")).toEqual(["getAuthor", { slug: "李-明" }]);
  });
});

it("no two operations share a name, or a method and an address", () => {
  const places = operations.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});
