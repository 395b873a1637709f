/** A paper of the fake arXiv. Its texts contain LaTeX, as authors type it. */
export type FakePaper = {
  id: string;
  title: string;
  authors: string[];
  /** The primary category first; may contain MSC and ACM classes, as arXiv's own lists do. */
  categories: string[];
  abstract: string;
  comment?: string;
  journalRef?: string;
  doi?: string;
  /** When each version was submitted, oldest first. */
  versions: [first: string, ...later: string[]];
  /** Whether it was deleted; OAI-PMH then reports only its id. */
  deleted?: boolean;
};

/**
 * Five real papers (ids, titles, authors and categories are arXiv's, CC0; abstracts and times of day are invented), and
 * four invented ones for cases that should not be attributed to a real author.
 */
export const fakePapers: FakePaper[] = [
  {
    id: "2503.15457",
    title: "Di$\\mathtt{[M]}$O: Distilling Masked Diffusion Models into One-step Generator",
    authors: ["Yuanzhi Zhu", "Xi Wang", "Stéphane Lathuilière", "Vicky Kalogeiton"],
    categories: ["cs.CV", "cs.AI", "cs.LG"],
    abstract:
      "Masked diffusion models draw good pictures but need many steps. A teacher with $T$ steps is distilled\ninto a student with one, by matching distributions token by token, so that $T \\to 1$.",
    versions: ["2025-03-19T17:36:54Z"],
  },
  {
    id: "2504.10004",
    title:
      "An Image is Worth $K$ Topics: A Visual Structural Topic Model with Pretrained Image\n  Embeddings",
    authors: ["Matías Piqueras", "Alexandra Segerberg", "Matteo Magnani", "Måns Magnusson", "Nataša Sladoje"],
    categories: ["cs.CV", "cs.CY", "stat.AP", "stat.ME"],
    abstract:
      "A topic model for pictures in political science: embeddings say what is seen, and covariates say\nwho showed it. The number of topics $K$ is chosen by the reader.",
    versions: ["2025-04-14T09:10:11Z"],
  },
  {
    id: "2507.16116",
    title: "PUSA V1.0: Surpassing Wan-I2V with $500 Training Cost by Vectorized Timestep Adaptation",
    authors: [
      "Yaofang Liu",
      "Yumeng Ren",
      "Aitor Artola",
      "Yuxuan Hu",
      "Xiaodong Cun",
      "Xiaotong Zhao",
      "Alan Zhao",
      "Raymond H. Chan",
      "Suiyun Zhang",
      "Rui Liu",
      "Dandan Tu",
      "Jean-Michel Morel",
    ],
    categories: ["cs.CV"],
    abstract:
      "Each frame of a video gets its own timestep, a vector where others have a number. Fine-tuning costs\n\\$500 and keeps what the base model can do.",
    comment: "Code is open-sourced at https://github.com/Yaofang-Liu/Pusa-VidGen",
    versions: ["2025-07-22T11:22:33Z"],
  },
  {
    id: "2511.07719",
    title: "Operational machine learning for remote spectroscopic detection of CH$_{4}$ point\n  sources",
    authors: [
      "Vít Růžička",
      "Gonzalo Mateo-García",
      "Itziar Irakulis-Loitxate",
      "Juan Emmanuel Johnson",
      "Manuel Montesino San Martín",
      "Anna Allen",
      "Luis Guanter",
      "David R. Thompson",
    ],
    categories: ["cs.AI", "cs.CV", "68T07", "I.4.6"],
    abstract:
      "Methane leaks are found from orbit by a network that runs every day. False alarms fall by half\nagainst matched filters, and each plume is a mask of CH$_4$ & a rate.",
    comment: "14 pages, 12 figures, 5 tables. In review",
    versions: ["2025-11-11T00:53:10Z"],
  },
  {
    id: "2602.08549",
    title: "An Automata-Based Approach to Games with $ω$-Automatic Preferences",
    authors: ["Véronique Bruyère", "Emmanuel Filiot", "Christophe Grandmont", "Jean-François Raskin"],
    categories: ["cs.GT", "cs.FL"],
    abstract:
      "Players on a graph compare infinite plays by relations that automata read. We ask which plays a\nplayer can force, and when no one gains by leaving: a Nash equilibrium for $ω$-words.",
    versions: ["2026-02-09T13:14:15Z"],
  },
  {
    id: "2601.99901",
    title: "A made-up paper in three versions, \\`a la Erd\\H{o}s--R\\'enyi",
    authors: ["First Example", "Second Example"],
    categories: ["cs.CL", "cs.LG"],
    abstract:
      '  We revise a na\\"ive result \\emph{twice}: first $O(n^2)$, then $O(n \\log n)$, at 40\\% of the cost\n~\\cite{none}.',
    comment: "3 pages; v3: typo fixed",
    journalRef: "J. Examples 1 (2026) 1--3",
    doi: "10.5555/example.2026.1",
    versions: ["2026-01-08T18:30:00Z", "2026-01-20T10:00:00Z", "2026-03-02T09:00:00Z"],
  },
  {
    id: "2601.99902",
    title: "A made-up paper that was taken back",
    authors: ["Third Example"],
    categories: ["cs.LG"],
    abstract: "An abstract that no longer holds, if $x < y$.",
    comment: "This paper has been withdrawn by the author due to an error in Lemma 2",
    versions: ["2026-01-09T08:00:00Z", "2026-01-30T08:00:00Z"],
  },
  {
    id: "hep-th/9901999",
    title: "A made-up paper of the last century",
    authors: ["Fourth Example", "Example Collaboration"],
    categories: ["hep-th", "math.QA"],
    abstract: "It stands for ids before April 2007, and shows that $E = mc^2$ is set as it should be.",
    versions: ["1999-01-04T12:00:00Z"],
  },
  {
    id: "2601.99903",
    title: "A made-up paper that arXiv took off",
    authors: ["Fifth Example"],
    categories: ["cs.CL"],
    abstract: "Never shown.",
    versions: ["2026-01-10T08:00:00Z"],
    deleted: true,
  },
];
