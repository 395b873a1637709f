import { seededRandom } from "@/lib/base/random";

/** Themes that a synthetic reader may want, each with the phrases by which a paper belongs to it. */
const themes: Record<string, string[]> = {
  "video generation": ["video generation", "video diffusion", "text-to-video"],
  "robot learning": ["vision-language-action", "robot", "embodied"],
  "reasoning with RL": ["grpo", "verifiable reward", "rlvr"],
  "3D scenes": ["gaussian splatting", "3d reconstruction", "novel view"],
  "many agents": ["multi-agent", "agent collaboration"],
  retrieval: ["retrieval-augmented", "dense retrieval", "reranking"],
  "writing code": ["code generation", "software engineering", "swe-bench"],
  "speech and sound": ["speech", "audio", "music"],
  "image editing": ["image editing", "text-to-image"],
  "fast inference": ["speculative decoding", "kv cache", "quantization", "sparse attention"],
  medicine: ["medical", "clinical", "biomedical"],
  safety: ["jailbreak", "red teaming", "safety alignment"],
  mathematics: ["theorem prov", "olympiad", "formal proof", "mathematical reasoning"],
  "documents and tables": ["document understanding", "ocr", "chart understanding"],
};

/** A synthetic reader and the themes that they want. */
export type SyntheticReader = { name: string; wants: string[] };

/** Synthetic readers who want one, two or three themes, the same ones each time. */
export function makeReaders(count: number): SyntheticReader[] {
  const next = seededRandom("readers of known tastes");
  const names = Object.keys(themes);
  return Array.from({ length: count }, (_, i) => {
    const wants = new Set<string>();
    while (wants.size < 1 + (i % 3)) wants.add(names[Math.floor(next() * names.length)] ?? "");
    return { name: `taste-${i + 1}`, wants: [...wants] };
  });
}

/** Whether a paper belongs to a theme that the reader wants. */
export function isWanted(
  { wants }: SyntheticReader,
  { title, abstract }: { title: string; abstract: string },
): boolean {
  const text = `${title} ${abstract}`.toLowerCase();
  return wants.some((theme) => themes[theme]?.some((phrase) => new RegExp(`\\b${phrase}`).test(text)));
}
