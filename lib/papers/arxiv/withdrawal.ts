/** Who withdrew a paper; null where the notice does not say. */
export type Withdrawal = { by: "authors" | "arxiv" | null };

/**
 * Reads from a record whether its paper was withdrawn: from a sentence of its comment, or from how its abstract or title
 * begins. arXiv asks authors for such a notice in words of their own (https://info.arxiv.org/help/withdraw.html); its
 * administrators write "arXiv admin note: this submission has been withdrawn by arXiv administrators due to …".
 * What is said of another paper, of an earlier version or of a conference ("withdrawn from NeurIPS") is no notice.
 * @returns null for a paper that was not withdrawn
 */
export function findWithdrawal(record: {
  comment: string | null;
  abstract: string;
  title: string;
}): Withdrawal | null {
  const inComment = clausesOf(record.comment ?? "").find(isNotice);
  if (inComment) return { by: agentOf(inComment) };
  const said = [record.abstract, record.title].find(isWithdrawalNotice);
  return said === undefined ? null : { by: agentOf(openingOf(said)) };
}

/** Whether an abstract or a title begins with a notice of withdrawal, in place of what stood there before. */
export function isWithdrawalNotice(text: string): boolean {
  return isNotice(openingOf(text)) || markedTitle.test(text);
}

const markedTitle = /^\s*[[(]?(?:WITHDRAWN|RETRACTED)[\])]?\s*:|[[(](?:withdrawn|retracted)[\])]\s*$/i;

const longestNotice = 1000;

/** A part of a text that can be a notice by itself. */
type Clause = { text: string; isAdminNote: boolean };

/** What stands before a notice: marks, a version, a conjunction, the reason. */
const lead =
  /^(?:[\s[({"'“‘*–—-]|(?:v\d+|note|notice|n\.b|nb|update|important|withdrawal notice|attention) ?:|please note that |note that |unfortunately,? |so |and |but |hence,? |therefore,? |thus,? |however,? |consequently,? )+/i;
const adminNote = /^arxiv(?:'s)? admin(?:istrator)?s?(?: note| comment)?\s*:\s*/i;

/** The parts of a comment between full stops, semicolons and commas, in their order. */
function clausesOf(comment: string): Clause[] {
  let isAdminNote = false;
  const clauses: Clause[] = [];
  for (const sentence of comment.split(/[.;!?](?=\s|$)|\n|;|\s[–—-]{1,2}\s/)) {
    const said = sentence.replace(lead, "").trim();
    // An administrator's note stands at the end of a comment, whatever the number of its sentences.
    isAdminNote ||= adminNote.test(said);
    const text = said.replace(adminNote, "");
    clauses.push({ text, isAdminNote });
    const parts = text.split(/,\s+|\s+(?=\()/);
    for (const [i, part] of parts.entries()) {
      const own = part.replace(lead, "");
      const previous = parts[i - 1] ?? "";
      // A clause in parentheses is about what stands before them: "extends arXiv:2011.10199 (this paper was withdrawn)".
      const canBe = bare.test(own) ? isExtent(previous) || isFault(previous) : !part.startsWith("(");
      if (i > 0 && canBe) clauses.push({ text: own, isAdminNote });
    }
  }
  return clauses;
}

/** Whether the part tells how long a paper is, as in "12 pages, 3 figures, withdrawn". */
function isExtent(part: string): boolean {
  return /\b(?:pages?|pp|figures?|figs?|tables?|latex|pdf)\.?$/i.test(part);
}

/** Whether the part tells of an error, as in "error in the main theorem, withdrawn". */
function isFault(part: string): boolean {
  return /\b(?:errors?|mistakes?|flaws?|gap|bug|wrong|incorrect|invalid|false)\b/i.test(part);
}

/** The first sentence of an abstract or a title. */
function openingOf(text: string): Clause {
  const said = text.slice(0, longestNotice).replace(lead, "");
  const isAdminNote = adminNote.test(said);
  const [sentence = ""] = said.replace(adminNote, "").split(/[.;!?\]](?=\s|$)|\n|\s[–—-]{1,2}\s/, 1);
  return { text: sentence, isAdminNote };
}

const own =
  "(?:present|current|following|above|entire|whole|full|short|long|latest|final|new|submitted|uploaded|arxiv|research|conference|workshop|technical|author's)";
const other =
  "(?:earlier|previous|prior|older?|original|companion|related|other|first|second|published|journal|former)";
const always =
  "(?:papers?|articles?|submissions?|manuscripts?|e-?prints?|pre-?prints?|versions?|works?|drafts?)";
const sometimes =
  "(?:notes?|reports?|letters?|thesis|chapter|review|survey|comment|study|document|essay|contribution|entry|posting|publication|proof|reply|erratum|research)";
const ofOurs = `(?:this|these|our|my)(?: (?!${other}\\b)[\\w-]+){0,3}? (?:${always}|${sometimes})`;
const subject = `(?:${ofOurs}|the(?: ${own}){0,2} ${always}|paper|article|submission|manuscript|e-?print|preprint|version|work|draft)(?: of (?:this|the|our) ${always})?(?: ?\\([^)]{0,80}\\)|,[^,]{0,80},)?`;
const verbs =
  "(?:(?:has|have|had|as|is|are|was|were|must|needs?|to|be|been|being|ben|now|hereby|also|since|therefore|thus|temporarily|permanently|voluntarily|officially|formally|completely|currently|already|just|recently|should|considered) )";
const reason =
  "(?:(?:due to|because|owing to|as|since|given|in (?:light|view) of|at|upon|on|after) .{1,200}?,? )?";
const gone = "(?:with-?drawn|withdrew|retracted)(?![-\\w'’])";
const goneMistyped = "(?:withdraw(?:ed)?|withdrwan|withdrawan)(?![-\\w'’])";
const person =
  "(?:we|i|(?:(?:the|all|both|its|our|first|corresponding|original|sole) )*(?:co-?)?authors?|author\\(s\\)|the submitter|submitter)";
const arxiv = "(?:the )?arxiv(?: (?:administrat\\w+|admins?|moderat\\w+|staff))?";
const taking = "(?:withdr[ae]w(?:s|n|ing|al)?|withdrawal|retract(?:s|ed|ing|ion)?)(?: of)?";

/** "This paper has been withdrawn", "Paper withdrawn", "This paper contains an error and is withdrawn". */
const passive = new RegExp(
  `^${reason}(?:${subject} ${verbs}{0,6}|this ${verbs}{1,6}|${subject} .{1,150}? and ${verbs}{1,6})${gone}|^${subject} (?:is|was|has been|had been) (?:now |hereby |also )?${goneMistyped}|^${subject} ${verbs}{1,6}.{1,150}? and ${gone}\\W*$`,
  "i",
);
/** "We have decided to withdraw this manuscript", "Withdrew the paper". */
const active = new RegExp(
  `^(?:(?:${reason}${person}|${arxiv})\\b.{0,80}? |)${taking} (?:this|our|my|the)(?: (?!${other}\\b)[\\w-]+)? ${always}(?![-\\w'’])`,
  "i",
);
/** "Withdrawn", "Retracted due to an error", "Withdrawn by the authors". */
const bare =
  /^(?:(?:has been|is|was) )?(?:temporarily |voluntarily )?(?:withdrawn|retracted|withdrew|withdraw(?= due))(?: (?:paper|article|manuscript|preprint|version))?(?:[)*]*$|[.,:!()[\]]| \((?:due|error|mistake|see|superseded|replaced|merged|duplicate)| (?:by|due|because|as|since|owing|pending|until|after|upon|on|while|in (?:order|favou?r|view|light)|to|at|and|for|from)\b)/i;
const removed = new RegExp(
  `^(?:${subject} ${verbs}{1,6}removed|(?:${subject} ${verbs}{0,6})?(?:(?:removed|deleted|taken down|rejected) by (?:the )?(?:arxiv|administrat|moderat)|(?:removed|deleted|taken down) (?:by|(?:at|on|upon) (?:the )?request of) (?:the )?(?:co-?)?authors?|(?:removed|deleted) (?:at|on|upon) (?:the )?authors?['’]s? request))`,
  "i",
);
/** "Withdrawal of paper due to errors", "Retraction notice". */
const heading = new RegExp(
  `^(?:(?:withdrawal|retraction) (?:of (?:the |this )?${always}|notice)|notice of (?:withdrawal|retraction))(?:$|:| due\\b| because\\b)`,
  "i",
);
const removedByAdmin = new RegExp(`^${subject} ${verbs}{0,6}(?:removed|deleted|taken down)(?![-\\w'’])`, "i");

/** What a paper can leave and still be here: "withdrawn from NeurIPS", but not "from consideration" or "for revision". */
const elsewhere =
  /\b(?:[Ww]ithdr[ae]wn?|WITHDRAWN|[Rr]etracted|[Rr]emoved)\b(?:(?! (?:due|because|owing|since|as|until|pending|in (?:light|view))\b).){0,80}? (?:from|at|for|after|to)(?: the| its| our)? (?!arxiv|archive|publication|consideration|public|circulation|repository|server|re-?|correct|improve|further|now|time being|major|substantial|significant|minor|additional|more|personal|legal|privacy|authors?|co-?authors?|request|all|be\b|fix|make|allow|avoid|address|add|update|ensure|discover|find|an?\b)(?:[A-Z]|iclr|neurips|icml|conference|workshop|journal|proceedings|review|rebuttal|acceptance|competition|market|special issue)/;

/** What ends a withdrawal: "was withdrawn earlier but is now corrected". */
const mended =
  /\bbut (?:(?:is|has|was|been|now|since|later|subsequently) )*(?:corrected|fixed|reinstated|restored)/i;

function isNotice({ text, isAdminNote }: Clause): boolean {
  if (elsewhere.test(text) || mended.test(text)) return false;
  if (isAdminNote && removedByAdmin.test(text)) return true;
  return [passive, active, bare, heading, removed].some((pattern) => pattern.test(text));
}

function agentOf({ text, isAdminNote }: Clause): Withdrawal["by"] {
  if (/\bby (?:the )?(?:arxiv(?!:\s?(?:\d|[a-z-]+\/\d))|administrat|moderat)/i.test(text)) return "arxiv";
  if (/^(?:the )?arxiv\b/i.test(text)) return "arxiv";
  const isOfAuthors =
    new RegExp(`\\b(?:by|of|at) (?:us|me|${person})\\b`, "i").test(text) || active.test(text);
  if (isOfAuthors && !/\bsubmitter\b/i.test(text)) return "authors";
  return isAdminNote ? "arxiv" : null;
}
