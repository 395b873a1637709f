import { describe, expect, it } from "vitest";
import { findLinks } from "@/lib/papers/find-links";
import { comparedAddress, huggingFaceId, shortAddress } from "@/lib/papers/link-sites";

const linksOf = (text: string, source?: string) =>
  findLinks(text, source).map(({ kind, url }) => `${kind} ${url.replace("https://", "")}`);

describe("repositories", () => {
  it.each([
    [
      "Code is available at https://github.com/CapitalOne-Research/play-by-the-type-rules/tree/main/seq.",
      "github.com/CapitalOne-Research/play-by-the-type-rules",
    ],
    ["Codes are available athttps://github.com/209506702/CKD_EHR", "github.com/209506702/CKD_EHR"],
    ["are available at https://github.com/leeruibin/MfM.git.", "github.com/leeruibin/MfM"],
    ["is available at https://github.com/ElCoyote27/a.b_c-d/.", "github.com/ElCoyote27/a.b_c-d"],
    ["Project page: github.com/tev-fbk/synthfun3d.", "github.com/tev-fbk/synthfun3d"],
    [
      "available at https://github.com/SaraGhazanfari/CoF}{github.com/SaraGhazanfari/CoF.",
      "github.com/SaraGhazanfari/CoF",
    ],
    ["released at https://github. com/Euphoria16/DocMark.", "github.com/Euphoria16/DocMark"],
    ["is available at https:// github.com/DeepLearnXMU/Faithful-RAG", "github.com/DeepLearnXMU/Faithful-RAG"],
    ["https: //github.com/owner/name, and", "github.com/owner/name"],
    [
      "via the following link https://github.com/ Gepardius/Taetz_Bordelius_Continual.",
      "github.com/Gepardius/Taetz_Bordelius_Continual",
    ],
    ["available at https://github.com/bbvisual/ MoBind.", "github.com/bbvisual/MoBind"],
    ["at https://github.com/starforTJ/ FEAST.", "github.com/starforTJ/FEAST"],
    ["at https://github.com/SiamFS/ sisa-class-unlearning.", "github.com/SiamFS/sisa-class-unlearning"],
    ["at https://github.com/lcy80366872/\nknowledgeable-r1.", "github.com/lcy80366872/knowledgeable-r1"],
    [
      "on `https://github.com/andrewyu90/Alphaface_Official.git'.",
      "github.com/andrewyu90/Alphaface_Official",
    ],
    ["(code: https://www.GitHub.com/Owner/Name?tab=readme#top)", "github.com/Owner/Name"],
    [
      "https://anonymous.4open.science/r/talk-to-your-slides/README.md",
      "anonymous.4open.science/r/talk-to-your-slides",
    ],
    ["https://gitlab.com/group/sub/project/-/tree/main/src", "gitlab.com/group/sub/project"],
    [
      "https://gitlab.kitware.com/nest-public/telescope_accuracy_quantification",
      "gitlab.kitware.com/nest-public/telescope_accuracy_quantification",
    ],
    ["https://gist.github.com/ada/0123456789abcdef", "gist.github.com/ada/0123456789abcdef"],
    ["https://codeberg.org/ada/engine", "codeberg.org/ada/engine"],
  ])("are found in %j", (text, url) => expect(linksOf(text)).toEqual([`code ${url}`]));

  it.each([
    "Our code will be available at https://github.com/yongxianLiu/ soon.",
    "accessible at https://github.com/Medical-Image-Analysis-Laboratory/ and elsewhere",
    "https://github.com/orgs/owner/people, github.com/features/actions and https://github.com/topics/x",
    "publicly available at www.github.com.",
    "https://github.com/[your-repo-link] and https://github.com/ --.",
    "The code runs main.py and/or Node.js on GitHub, e.g. cs.CL",
  ])("are not found in %j", (text) => expect(linksOf(text)).toEqual([]));

  it("are found behind a word that hides their address", () => {
    const source = "Code is available \\href{https://github.com/eigen/eur\\_lex.git}{here}.";
    expect(linksOf("Code is available here.", source)).toEqual(["code github.com/eigen/eur_lex"]);
  });

  it("are listed once, however they are written", () => {
    expect(linksOf("https://github.com/A/b (github.com/a/B/issues) and http://github.com/A/b.git")).toEqual([
      "code github.com/A/b",
    ]);
  });
});

describe("other links", () => {
  it.each([
    [
      "available at https://huggingface.co/datasets/tianyumyum/AOE.",
      "dataset huggingface.co/datasets/tianyumyum/AOE",
    ],
    ["hf.co/spaces/ymp5078/RulerNet-Demo", "space huggingface.co/spaces/ymp5078/RulerNet-Demo"],
    ["at https://huggingface.co/tczzx6/ZhiFangDanTai1.0.", "model huggingface.co/tczzx6/ZhiFangDanTai1.0"],
    ["Video: https://youtu.be/b1pJU9lKQTE?si=x", "video youtu.be/b1pJU9lKQTE"],
    ["https://www.youtube.com/watch?v=4hFybgTk4kE&t=3", "video youtu.be/4hFybgTk4kE"],
    ["https://vimeo.com/12345", "video vimeo.com/12345"],
    ["https://www.bilibili.com/video/BV1xx411c7mD/", "video bilibili.com/video/BV1xx411c7mD"],
    ["See https://vlp-humanoid.github.io/ for videos", "project vlp-humanoid.github.io"],
    [
      "\\hyperlink{https://benjyfri.github.io/CanonNet/}{https://benjyfri.github.io/CanonNet/}.",
      "project benjyfri.github.io/CanonNet",
    ],
    ["Project page: https://research.nvidia.com/labs/dir/akd/", "project research.nvidia.com/labs/dir/akd/"],
    ["The code is available at https://tue-mps.org/eomt/.", "code tue-mps.org/eomt/"],
    [
      "Our dataset can be downloaded from https://doi.org/10.5281/zenodo.16736515.",
      "dataset doi.org/10.5281/zenodo.16736515",
    ],
  ])("are found in %j", (text, link) => expect(linksOf(text)).toEqual([link]));

  it.each([
    "12 pages. Published at https://doi.org/10.1145/3788851.3805011",
    "We compare with ImageNet (https://image-net.org/download).",
    "The official version is at https://ieeexplore.ieee.org/document/1",
    "Models: https://huggingface.co/collections/owner/x-1 and https://huggingface.co/owner",
    "javascript:alert(1) data:text/html,x ftp://example.org/code",
  ])("are not found in %j", (text) => expect(linksOf(text)).toEqual([]));
});

it("finds at most 20 links, in the order of the text", () => {
  const text = Array.from({ length: 50 }, (_, i) => `https://github.com/a/r${i}`).join(" ");
  expect(linksOf(text)).toHaveLength(20);
  expect(linksOf(text)[19]).toBe("code github.com/a/r19");
});

it.each(["https://", "github.com/a/ ", "a.github.io ", "https: / / ", "github . com / ", "\\href{", "w.w/w"])(
  "reads a long text of %j quickly",
  (piece) => {
    const started = performance.now();
    findLinks(piece.repeat(100_000 / piece.length), piece.repeat(100_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

it("shortens addresses of known sites, and leaves others as people enter them", () => {
  expect(shortAddress("https://www.github.com/a/b/tree/main?x#y")).toBe("https://github.com/a/b");
  expect(shortAddress("https://www.example.org/A/?q=1#top")).toBe("https://www.example.org/A/?q=1#top");
  expect(comparedAddress("https://Example.org/a/")).toBe(comparedAddress("https://example.org/A"));
});

it("knows the id of what Hugging Face holds", () => {
  expect(huggingFaceId({ url: "https://huggingface.co/datasets/a/b.c" })).toBe("a/b.c");
  expect(huggingFaceId({ url: "https://huggingface.co/a/b" })).toBe("a/b");
  expect(huggingFaceId({ url: "https://modelscope.cn/models/a/b" })).toBeNull();
});
