import { describe, expect, it } from "vitest";
import { findWithdrawal, isWithdrawalNotice } from "@/lib/papers/arxiv/withdrawal";

const inComment = (comment: string) =>
  findWithdrawal({ comment, abstract: "We study it.", title: "A title" });
const inAbstract = (abstract: string) => findWithdrawal({ comment: null, abstract, title: "A title" });

// Notices as they stand at arXiv.
const byArxiv = [
  "This has been withdrawn by arXiv administrators due to an unresolvable authorship dispute",
  "arXiv admin note: submission has been withdrawn by arXiv administrators due to disputed authorship",
  "This version withdrawn by arXiv administrators because the author list was falsified",
  "withdrawn by arXiv administrators due to plagiarism. See http://arxiv.org/new/withdrawals.aug.07.html",
  "This paper has been removed by arXiv administrators because it plagiarizes gr-qc/0303034",
  "arXiv admin note: This version has been removed by arXiv administrators as the submitter did not have the right to agree to the license at the time of submission",
  "arXiv admin comment: This version removed due to inaccurate authorship",
  "arXiv admin note: This paper has been withdrawn by arXiv due to disputed and unverifiable authorship and affiliation",
  "arXiv admin note: This submission has been withdrawn because it does not meet arXiv's research content quality standards",
  "This submissions has been withdrawn by arXiv administrators because the submitter did not have the right to post it",
  "This version has been removed by arXiv administrators due to incorrect authorship. The name of the submitter was also incorrect",
  "arXiv admin note: removed by arXiv administrators",
  "arXiv administrators have withdrawn this submission",
  "Submission withdrawn by arXiv: plagiarism",
  "This paper has been withdrawn by arXiv Admin",
  "12 pages, 3 figures. arXiv admin note: text overlap with arXiv:2403.13659. This submission has been withdrawn due to excessive overlap",
];
const byAuthors = [
  "This publication has been withdrawn by the authors",
  "This paper has been withdrawn by the author due to a crucial sign error in equation 1",
  "This paper has been withdrawn by the author(s), due a crucial sign error in Eqn. 1",
  "Paper withdrawn by the author",
  "- Paper withdrawn by the author - CMOS Monolithic Active Pixel Sensors",
  "[This paper has been withdrawn by the author due to updated research available on arXiv (arXiv:1811.01918)] As the",
  "Withdrawn by authors",
  "This paper has been deleted by the author",
  "Paper removed at the authors' request",
  "The author retracts this paper",
  "This paper has been withdraw by the author",
  "Has been withdrawn by the author due to an error",
  "The authors have withdrawn this paper because of an error in Section 5",
  "We are withdrawing this preprint because it contains initial experimental results only",
  "We have decided to withdraw this manuscript because it needs substantial revision",
  "Due to fundamental errors in the methodology, I have to withdraw this paper",
  "This work is withdrawn by the authors due to some flaws in their proof",
];
const bySomebody = [
  "This article has been withdrawn because it has been merged with the earlier article (GCT3) in the series",
  "This paper has been withdrawn",
  "this paper has been withdrawn",
  "This paper as been withdrawn",
  "This paper is hereby withdrawn",
  "This paper was withdrawn and will be replaced",
  "this submission was withdrawn due to an error",
  "Paper withdrawn: see Lemma 2",
  "This version is withdrawn as the results do not hold",
  "The manuscript is withdrawn",
  "The paper has been withdrawn effective November 18, 2015",
  "The following paper has been withdrawn from consideration for publication because there are mistakes",
  "Paper is withdrawn due to further studies",
  "This arXiv paper has been withdrawn",
  "Withdrawn due to Theorem 3 being wrong",
  "Withdrawn due to ICLR anonymity",
  "The paper is withdrawn because it is under review at ICML",
  "Withdrawn (error in Theorem 1)",
  "**withdrawn**",
  "This paper is obsolete and withdrawn",
  "This paper should be considered withdrawn",
  "Withdrawal of paper due to errors",
  "Retraction notice",
  "Withdrawn",
  "WITHDRAWN",
  "Withdrawn. Work never submitted",
  "Withdrawn for revision",
  "Withdrawn; superseded by arXiv:2504.01234",
  "Retracted. See arXiv:2504.01234 for the corrected version",
  "retracted due to an error in Section 5",
  "Withdrawn in favor of arXiv:2504.01234",
  "This manuscript has been withdrawn from arXiv",
];
const onlyInComments = [
  "12 pages, 3 figures. This paper has been withdrawn due to an error in Lemma 2",
  "8 pages, 2 figures, withdrawn",
  "8 pages, 2 figures (withdrawn)",
  "error in the main theorem, withdrawn",
  "supersedes arXiv:2011.10199; this paper has been withdrawn",
  "The previous version had an error; this paper has been withdrawn entirely.",
  "v2: withdrawn, replaced by arXiv:2504.01234",
  "There is an error in the proof, so this paper is withdrawn",
  "This paper contains an error in Theorem 2 and is therefore withdrawn",
  "Withdrawn by the submitter because the manuscript was submitted prematurely",
];
// Comments and openings of abstracts that do not say that the paper itself was withdrawn here.
const others = [
  "Withdrawn from NeurIPS, now accepted at ICML",
  "This paper was withdrawn from ICLR 2025 and is under review elsewhere",
  "Paper withdrawn from CVPR; accepted to ECCV 2026",
  "We have withdrawn the paper from the conference",
  "Withdrawn submission to ICLR 2025",
  "ICLR 2024 withdrawn submission",
  "Withdrew from ICLR 2026",
  "12 pages, earlier version withdrawn",
  "Accepted at ICML 2025, withdrawn due to travel restrictions",
  "The previous version was withdrawn because of a proof error; this one fixes it.",
  "Earlier version withdrawn. This revision corrects Theorem 3.",
  'incorporates arXiv:2011.10199 "Super-clustering", which has been withdrawn',
  "Supersedes a paper that has been withdrawn",
  "arXiv admin note: substantial text overlap with arXiv:2403.13659 by other authors",
  "arXiv admin note: text overlap with withdrawn arXiv:2403.13659",
  "12 pages. tcolorbox dependencies were removed for arXiv compatibility",
  "This version removed typos in Section 3",
  "This version may be deleted or updated at any time",
  "Shadow Removal Challenge, 1st place",
  "Withdrawn from ICLR due to low scores",
  "Withdrawn by the authors from ICLR",
  "This paper was withdrawn earlier but is now corrected",
  "Replaces arXiv:2011.10199 (this paper has been withdrawn)",
  "Figures removed at the request of the author",
  "Retraction notices in biomedicine",
  "This paper studies the right to be forgotten and to withdraw consent",
  "Withdrawnness",
  "This paper studies withdrawn products",
  "We study how this paper has been withdrawn.",
  "We analyse drugs withdrawn from the market between 1990 and 2020.",
  "Papers are withdrawn from journals for many reasons, which we survey here.",
  "Withdrawal symptoms are modelled as a stochastic process.",
  "We show that when a submission has been withdrawn, reviewers update priors.",
  "The dip-coating geometry, where a solid plate is withdrawn from a bath, is classic.",
  "We withdraw the claim of Theorem 2 only",
];

describe("findWithdrawal", () => {
  it.each(byArxiv)("by arXiv: %s", (notice) => {
    expect(inComment(notice)).toEqual({ by: "arxiv" });
  });
  it.each(byAuthors)("by the authors: %s", (notice) => {
    expect(inComment(notice)).toEqual({ by: "authors" });
    expect(inAbstract(notice)).toEqual({ by: "authors" });
  });
  it.each(bySomebody)("without saying by whom: %s", (notice) => {
    expect(inComment(notice)).toEqual({ by: null });
    expect(inAbstract(notice)).toEqual({ by: null });
  });
  it.each(onlyInComments)("within a comment: %s", (notice) => {
    expect(inComment(notice)).toEqual({ by: null });
  });
  it.each(others)("not: %s", (text) => {
    expect(inComment(text)).toBeNull();
    expect(inAbstract(text)).toBeNull();
  });

  it("reads how administrators begin an abstract, and a title that is marked", () => {
    expect(
      inAbstract("arXiv admin note: This paper has been withdrawn by arXiv due to bad authorship"),
    ).toEqual({
      by: "arxiv",
    });
    const titled = (title: string) =>
      findWithdrawal({ comment: "12 pages", abstract: "We study it.", title });
    expect(titled("A Tight Bound (withdrawn)")).toEqual({ by: null });
    expect(titled("This paper has been withdrawn")).toEqual({ by: null });
    expect(titled("A Study of Withdrawn Papers")).toBeNull();
    expect(isWithdrawalNotice("This paper has been withdrawn by the authors.")).toBe(true);
    expect(isWithdrawalNotice("We study it.")).toBe(false);
  });
});
