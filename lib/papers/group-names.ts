import { vietnameseSurnames } from "@/lib/papers/asian-surnames";

// Words that no person is called by. They make a name that of a group wherever they stand.
const groupWords = words(
  "collaboration collaborations team teams consortium consortia group project initiative organization organisation committee",
  "institute university contributors investigators participants researchers workshop developers maintainers organizers laboratory",
  "laboratories labs department faculty ministry agency council commission association academy partnership federation",
  "hospital clinic foundation technologies corporation incorporated robotics taskforce working",
  "survey telescope scientific electronics services secretariat museum politecnico",
  "università universität université universidad universidade",
);
// Companies that no person is called after, unlike Huawei or Zhipu.
const companies = words(
  "bytedance tencent alibaba baidu kuaishou meituan openai deepseek nvidia google microsoft anthropic minimax stepfun",
  "xiaohongshu sensetime iflytek salesforce databricks huggingface eleutherai bigscience cohere naver kakao",
);
// Words that end the name of a group, but may be somebody's first name or, after an initial, family name.
const lastWords = words(
  "research lab network community alliance society authors scientists members fellow company intelligence technology systems",
  "solutions center centre college school institution infrastructure platform programme program trust observatory",
  "experiment registry collective meta seed studio gmbh inc ltd llc corp plc limited gigantic",
);
const abbreviations = new Set(["AI", "AIIC", "LLM", "LLMs", "AGI", "NLP", "VLM", "GPT", "R&D"]);

/**
 * Whether an author's name is that of a group or an organisation: "The TRACK-TBI Investigators", "Li Auto Inc",
 * "Inclusion AI". A person may be called by a word of a group: "Research Pratim Maity" is one.
 */
export function isGroup(name: string): boolean {
  if (/[&:;/]/.test(name) || /\s(?:and|for|of|the|or)\s/.test(name)) return true;
  const written = name.split(/\s+/).map((word) => word.replace(/^[("“]+|[.,)"”]+$/g, ""));
  const [first = "", ...others] = written;
  if (others.length === 0) return false;
  const folded = written.map((word) => word.toLowerCase());
  const last = folded.at(-1) ?? "";
  // Vietnamese people may be called The ("Thế").
  if (folded[0] === "the") return first === "the" || !vietnameseSurnames.has(last);
  if (folded.some((word) => groupWords.has(word) || companies.has(word))) return true;
  // "MOSI. AI" and "Sand. ai" are names of firms that a program split at their dots.
  const firm = /\p{L}{3}\.\s+ai$/iu.test(name) || others.some((word) => abbreviations.has(word));
  return firm || (lastWords.has(last) && !isInitial(first));
}

function isInitial(word: string): boolean {
  return /^\p{Lu}(?:[.-]+\p{Lu})*$/u.test(word);
}

function words(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
