/** Words that connect the parts of a sentence; no keyword contains one. */
const connectives = `a about above across after again against all almost along alongside already also although always am among an and another any are
around as at away back be became because become becomes been before behind being below besides between beyond both but by can cannot
could despite did do does doing done down due during e each effectively either else especially et etc even ever every few for from further
furthermore g had half has have having he hence her here his how however i ie if in indeed instead into is it its itself
just later latter least less let like likely made mainly make makes making many may me meanwhile might more moreover most much must my namely near nearly
neither never nevertheless next no nor not nothing now of off often on once one only onto or other others otherwise our
out over own per perhaps quite rather regardless same say see seen several shall she should since so some such
than that the their them themselves then there thereby therefore these they this those though through throughout thus to together
too toward towards two three four five six seven eight nine ten under unless unlike until up upon us use used useful uses using usually
various versus very via vs was we well were what when whenever where whereas whereby whether which while who whole whom whose why
will with within without would yet you your al hundreds thousands millions dozens times respectively first second third fourth finally lastly additionally
consequently notably importantly specifically`;

/** Verbs with which papers describe what they do. */
const verbs = `achieve adapt address adopt aim allow alleviate analyze analyse apply argue arise assess assume attain attempt avoid
bridge bring build call capture cause characterize collect combine compare comprise compute conclude conduct confirm consider consist construct contain
contribute cover create curate define deliver demonstrate depend derive describe design determine develop devise differ discover
discuss eliminate employ enable encompass encourage enhance ensure establish evaluate examine exceed exhibit exist expand explain exploit explore
expose extend face facilitate fail feature find focus follow formalize formulate foster gain generate give handle help highlight hinder hold
hypothesize identify illustrate implement improve include incorporate increase incur indicate induce infer inform integrate intend introduce investigate involve
issue keep know lack lead learn leverage lie limit maintain match measure mitigate motivate need note observe obtain offer
operate outperform overcome perform pose possess predict present preserve prevent produce promote propose prove provide publish pursue
reach receive recognize recommend reduce refer reflect release rely remain replace report represent require resolve result reveal
run satisfy seek select serve show shed span stem strengthen struggle study suffer suggest summarize support surpass tackle take
tend train treat turn underscore understand unify update validate verify view want work yield play solve think vie spur recreate posit redeploy elucidate prevail necessitate empower penalize refine fine-tune conduct synthesize rise cite drop save accelerate boost stay turn decide begin remove add apply write read accept reject prefer matter aid attribute open-source reduce guarantee overlook disentangle vary risk log catch detect monitor underuse underlie surge`;

/** Words that fit any paper and say nothing about a particular one. */
const generic = `ability able absence academic acceptable accurate achievement across active actual ad additional advance advanced advancement advantage aforementioned aim alternative
amount analysis answer applicability application approach appropriate area art aspect author available average baseline basis
behavior benefit best better big broad capability capable capacity careful case central certain challenge challenging change choice clear close
code codebase collection combination common comparable comparison competitive complementary complete complex complexity component comprehensive concept conclusion
condition consistent content context contribution conventional core correct corresponding cost critical crucial current data dataset
deep degree demand demo dependence detail detailed difference different difficult difficulty direct direction diverse downstream drawback effect effective
effectiveness efficacy efficiency efficient effort element emerging empirical end entire error essential evaluation evidence example excellent existing experiment
experimental extensive extent fact factor fast feasible feature few fewer field final finding fine first fixed flexible form framework free full function
fundamental future gain gap general generation given goal good great group growing growth guidance hard high higher highest highly
huge human idea identical impact implementation implication important improved improvement individual information inherent initial input insight instance interest
issue joint key kind knowledge known lack large larger largest last latest level limit limitation limited line literature little long low lower
main major manner mean meaning mechanism metric minimal model modern module much multiple natural nature necessary need negative new notable novel
novelty number objective observation open opportunity optimal order original outcome output overall overview paper paradigm part particular past pattern
percent performance period perspective phenomenon piece pipeline place point poor popular portion positive possibility possible potential practical practice precise
preliminary prerequisite presence present previous primary principle principled prior problem procedure process produce product progress project promising prominent proper property proposal
proposed public purpose quality quantity question range rate raw real realistic reason recent region related relation relationship relative relevant reliable
remarkable representation representative requirement research researcher resource response result rich right rigorous robust robustness role scale scenario scheme scope
section sensitive separate series set setting setup severe shift short shot significant similar simple simplicity single situation size small
solid solution sophisticated sota source space special specific speed stable stage standard start state step strategy strength strong structure study subject subsequent
substantial success successful suitable superior sure survey system systematic target task technique term test text theory thing thorough time today
tool top topic total traditional train training trade tradeoff type typical ubiquitous underlying unexplored unified unique unprecedented usage use user usual utility valuable
value variety various vast version viable vital wide widespread word work world year https http github www url com io org`;

const split = (words: string) => words.split(/\s+/);

// These gerunds are often part of a name, such as "deep learning".
const gerundNouns = new Set(
  split("learning training understanding building matching reading writing sharing planning"),
);

/** Whether a word ends a phrase: a connective, or a verb of the list in any form. */
export const isConnective = memberOf([...split(connectives), ...split(verbs).flatMap(formsOf)]);

/** Whether a word says nothing about a particular paper. */
export const isGeneric = memberOf(
  split(generic).flatMap((word) => [word, `${word}s`, word.replace(/y$/, "ies")]),
);

function memberOf(words: string[]): (word: string) => boolean {
  const known = new Set(words);
  return (word) => known.has(word);
}

function formsOf(verb: string): string[] {
  const gerund = `${verb.replace(/e$/, "")}ing`;
  return [
    verb,
    `${verb}s`,
    `${verb}es`,
    verb.replace(/y$/, "ies"),
    ...(gerundNouns.has(gerund) ? [] : [gerund]),
  ];
}
