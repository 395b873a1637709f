import { expect, it } from "vitest";
import { nameGroups } from "@/lib/feeds/taste/interest-names";

const others = Array.from({ length: 20 }, (_, i) => ({ keywords: [`matter ${i}`], title: `On dust ${i}` }));

it("names a group by what its papers share, else by keywords of several words, keywords, a title", () => {
  const groups = [
    [{ keywords: ["robot arms"] }, { keywords: ["robot arms", "grasping"] }],
    [{ keywords: ["FACET", "terminal tasks"] }, { keywords: ["world models"] }],
    [{ keywords: ["FACET2"] }],
    [{ keywords: [], title: "On things" }],
    [],
  ];
  expect(nameGroups(groups, others)).toEqual([
    "robot arms",
    "terminal tasks",
    "FACET2",
    "On things",
    "Papers you like",
  ]);
});

it("names a few papers by a word of their titles when they share no keyword", () => {
  const titled = (...titles: string[]) => titles.map((title, i) => ({ title, keywords: [`oddity ${i}`] }));
  const groups = [
    titled("Noise2Map: Diffusion for Maps", "Faster Diffusion by Detail", "When Diffusion Hurts"),
    titled("A Debate on Molecules", "Text-to-Shape with Molecule Tokens"),
    titled("Reading Medical Notes", "Medical Images at Night"),
  ];
  expect(nameGroups(groups, others)).toEqual(["diffusion", "molecules", "medical"]);
});

it("prefers what most of a group share to what two of them do, in the form most of them use", () => {
  const titles = [
    "Protein Shapes",
    "Small Proteins",
    "Protein Talk",
    "An Odd Soup",
    "Odd Soup for Protein Work",
  ];
  const papers = titles.map((title, i) => ({ title, keywords: [`matter ${i}`] }));
  expect(nameGroups([papers], others)).toEqual(["protein"]);
});

it("extends a word to the phrase in which it mostly occurs", () => {
  const titles = ["Gaussian Splatting at Sea", "Gaussian Splatting in Rain", "Of Gaussian Clouds"];
  const papers = titles.map((title, i) => ({ title, keywords: [`matter ${i}`] }));
  expect(nameGroups([papers], others)).toEqual(["gaussian splatting"]);
});

it("names a single paper by what its title is about, not by an odd phrase of its abstract", () => {
  const one = (title: string, ...keywords: string[]) => nameGroups([[{ title, keywords }]], others);
  expect(one("EnvHarness: Static Worlds for Agent Learning", "EnvHarness", "reshaped world retains")).toEqual(
    ["agent learning"],
  );
  expect(one("GenLCA: Diffusion for Full-Body Avatars", "GenLCA", "body shape", "full-body avatars")).toEqual(
    ["full-body avatars"],
  );
  expect(one("Untitled", "small beer")).toEqual(["small beer"]);
});

it("never gives the same name twice", () => {
  const two = [{ keywords: ["robot arms", "warm soup"] }, { keywords: ["robot arms", "warm soup"] }];
  const names = nameGroups([two, two], others);
  expect(new Set(names).size).toBe(2);
});
