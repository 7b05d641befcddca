import { type Found, foldCase, lazily } from './matcher.ts';
import { boundMark, takenMark } from './reading.ts';
import { cardinal, describing, outcomes, persons, timeUnits } from './vocabulary.ts';

/**
 * Distinguishes the numbers of a protocol from results. A protocol number says whom a trial took, what it gave, when and how
 * it measured, and what it was planned to show: ages, thresholds, earlier lines, durations, landmarks, planned numbers,
 * margins, alpha, power, definitions of response, ranges of scales. Citing a source that states the protocol is
 * enough for it. A result has to be bound to data, whatever it is next to.
 */

/** A number with the sentence around it, its case folded. */
interface Context {
  before: string;
  /** The end of it, as written. */
  lead: string;
  number: string;
  after: string;
  /** What leads up to the number since the last comma, bracket, `and` or `but`. */
  clause: string;
}

export interface Numeral extends Found {
  why: string;
}

/** How much of a sentence counts, in characters. */
const reach = { before: 240, after: 160 };

const ends = /[.!?;](?=\s)|\n/g;

function contextOf(text: string, { start, end }: Found): Context {
  const lead = text.slice(Math.max(0, start - reach.before), start);
  const trail = text.slice(end, end + reach.after);
  const last = [...lead.matchAll(ends)].at(-1);
  const before = last ? lead.slice(last.index + 1).trimStart() : lead;
  const after = trail.slice(0, trail.search(ends) >= 0 ? trail.search(ends) : undefined);
  const [, ownClause = before] =
    /^.*(?:[,:(]|(?<![\p{L}])(?:and|but|while|whereas))([^,:(]*)$/su.exec(before) ?? [];
  const clause = ofPopulation(ownClause);
  return {
    before: foldCase(before),
    lead: before.slice(-30),
    number: foldCase(text.slice(start, end)),
    after: foldCase(after),
    clause: foldCase(clause),
  };
}

/** `fell by a fifth in patients with` reports a fall up to `in`, unless it goes on to state its size. */
function ofPopulation(clause: string): string {
  const found = population.exec(foldCase(clause));
  return found && !/(?<![a-z])(?:by|to)(?: [a-z]+){0,2} $/i.test(clause) ? clause.slice(found.index) : clause;
}

/** So much of a sentence without a stop or comma; those of decimals are none. */
const run = (most: number) => `(?:[^.;,]|[.,](?=\\d)){0,${most}}`;
/** The same, commas and all. */
const stretch = (most: number) => `(?:[^.;]|\\.(?=\\d)){0,${most}}`;

const any = (sources: string[]) => lazily(sources.join('|'));
const word = (words: string) => `(?<![\\p{L}])(?:${words})(?![\\p{L}])`;

const population = lazily(
  `(?<![\\p{L}])(?:in|among|for|of) (?:the |all )?(?:${persons}|those|infants|men|women)(?: [\\p{L}-]+)? (?:with|whose|who|aged|having|above|below|over|under)(?![\\p{L}])`,
);

/** Just before a number: `at least`, `below`, `≥`. */
const compared =
  '(?:[≥≤<>⩾⩽≧≦]|(?:at (?:least|most)|(?:(?:no|not) )?(?:more|less|fewer|older|younger|later|earlier|greater|higher|lower|larger|smaller|longer|shorter|worse|better) than|minimum of|maximum of|up to|below|above|under|over|exceed(?:s|ed|ing)?|between|within|beyond|starting at|as (?:low|high|few|many) as|by)(?: or equal to)?(?: an?| the)?) ?';
const isComparedBefore = lazily(`(?<![\\p{L}])${compared.replace('|by)', ')')}$|[≥≤<>⩾⩽≧≦] ?$`);
/** Just after it, its unit between: `or more`, `mg/dL or higher`, `years or older`. */
const isComparedAfter = lazily(
  String.raw`^(?:[ -]?[^\s,;()]{1,24}){0,4}? ?(?:,? or|and) (?:more|less|fewer|greater|higher|lower|older|younger|above|below|over|under|better|worse|longer|shorter|later|earlier|beyond)(?![\p{L}])`,
);
const isRange = lazily(String.raw` ?(?:to|–|-|—|and|or|through) ?|^between`);
const endsRange = lazily(String.raw`(?:between|from|of) [^,;()]{1,40} (?:to|and|through) $`);
const beginsRange = lazily(String.raw`(?:between|from|of|≥) $`);
const goesOnAsRange = lazily(
  String.raw`^(?: ?(?!(?:at|in|fell|rose|dropped|changed|for|on|was) )[^\s,;()]{1,12}){0,2} (?:to|and|through) [≤<−-]?\d`,
);

function withoutComparison(before: string): string {
  const found = isComparedBefore.exec(before);
  return found ? before.slice(0, found.index) : before;
}

function isCompared({ before, after, number }: Context): boolean {
  return isComparedBefore.test(before) || isComparedAfter.test(after) || /^[≥≤<>]/.test(number);
}

function isRangeOfValues({ before, number, after }: Context): boolean {
  return (
    (isRange.test(number.slice(1)) && !/ (?:of|in) |\//.test(number)) ||
    endsRange.test(before) ||
    (beginsRange.test(before) && goesOnAsRange.test(after))
  );
}

const graded = lazily(
  '(?<![\\p{L}])(?:score|subscore|grade|stage|index|level|status|class|rating)s? (?:of |[≥≤] ?)?(?:\\d (?:or|and) )?$',
);

/** `a subscore of 2 or 3` */
function isOneOfGrades({ before, number, after }: Context): boolean {
  return (
    /^\d$/.test(number) &&
    graded.test(before) &&
    (/ (?:or|and) $/.test(before) || /^ (?:or|and) \d/.test(after))
  );
}

/** Words of a sentence that sets conditions, and does not report. */
const setsTerms = any([
  '(?<![\\p{L}])(?:eligib|ineligib|requir|exclu|inclusion|criteri|defin|stratif|protocol|prespecif|pre-specif|planned|designed|endpoint|end point)',
  word(
    'had to|have to|has to|must|needed|need|should|could not|may|might|allowed|permitted|capped|was to|were to|is to|are to|would|will|enrolled|entered|enter|recruited|included|includes|aged|mean|means|meant|is an?|that is|i\\.e|if|adults|adolescents|children|infants|patients? with|those with|patients? had|patients had had|participants? (?:were|had|with)|success|responders? (?:is|are|was|were)|responders|remission was|remission is|response was|response is|disease was|active disease|considered|confirmed by|scores?|scale|ranges?|screening|randomi[sz]ed|washout|run-in|lead-in|eligible|counted|counts?|solicited|classified|tested in|given',
  ),
]);

/** Conditions of a trial, which a report of its results has no use for. */
const onlyTerms = lazily(
  '(?<![\\p{L}])(?:eligib|ineligib|inclusion|exclusion|criteri|prespecif|pre-specif|(?:were|was|be|are|is) (?:eligible|required|needed|excluded|enrolled|accepted|allowed|permitted|imputed|defined|stratified|planned)|had to|must|took part|take part|could not|were to|was to|(?:co-?)?primary endpoint|was the endpoint|secondary endpoint|alpha)',
);
const tellsResults = lazily(
  `(?<![\\p{L}])(?:${'fell|dropped|rose|decreased|declined|increased|improved|reduced|lowered|achieved|attained|responded|died|relapsed|progressed|survived|lived|occurred|seen|observed|reported|found|noted|recorded|median|average|on average|respectively|versus|vs|against|compared|significant|superior|better|worse|more often|completed|discontinued|withdrew|consented|screened'})(?![\\p{L}])|(?:was|were|is|are|had) (?:[+−-]?\\d|only|just|about \\d)|(?:hazard|odds|risk|rate) ratio|(?<![\\p{L}])p ?[<=]|(?<![\\p{L}])ci[ ,:]`,
);

const never = lazily(
  String.raw`[$€£¥]|(?<![\p{L}])(?:USD|EUR|GBP|CHF|JPY|million|billion|trillion)(?![\p{L}])`,
);
const shareOfNumber = lazily(String.raw`\d ?\/ ?\d|(?: of| in| out of)(?: the| these)? \S|-?digit`);
const ofCriteria = lazily(
  String.raw`^ (?:(?!(?:met|had|have|were|was|who|of|the|did) )[\p{L}\d-]+ ){0,3}(?:criteria|criterion|features?|factors?|domains?|items?|symptoms?|loci|alleles?|antigens?|components?|measures?|conditions?|signs?|measurements?|visits?)(?![\p{L}])`,
);

const person = `(?:${describing} ){0,3}${persons}`;
const ofPeople = lazily(
  `^(?: ?%)? (?:of|in|among|for) (?:(?:the|all|these|those|them|whom|our|its|\\d[\\d,]*|${boundMark}) ?){0,3}(?:(?:${person}|those|them|whom|which)(?![\\p{L}])|$)`,
);
const people = lazily(`^(?: ?%)? (?:of (?:the |these |those )?)?(?:[\\p{L}-]+ )?${person}(?![\\p{L}])`);
const outcomesNext = lazily(`^ (?:${describing} ){0,3}${outcomes}(?![\\p{L}])`);
const happenings = String.raw`^ ?%? (?:(?:also|then|still|already|never|not|later|ever|[\p{L}]+ly) )?(?:had|were|was|did|died|responded|relapsed|progressed|survived|discontinued|withdrew|achieved|reached|developed|experienced|completed|remained|stopped|showed|improved|recovered|lost|gained|stayed|lived|wanted|answered|voted|enrolled|infused|randomi[sz]ed|screened|consented|dropped|failed|never|received|needed|required|entered remission|in remission)(?![\p{L}])`;
const happenedNext = lazily(happenings);

const happened = lazily(happenings.replace('had|were|was|did|', 'had(?! been) |'));

/** `the dose was halved when` */
const changesDose = lazily(
  String.raw`(?<![\p{L}])(?:doses?|dosage|rate of infusion|infusion rate|interval)(?: [\p{L}-]+){0,2} (?:was|were|is|are|be) $`,
);
const limitsNext = lazily(
  String.raw`^[^.;]{0,50}(?<![\p{L}])(?:could|might|may|would|to be (?:included|enrolled|women|men|naive)|allowed|permitted)(?![\p{L}])`,
);

/** Limits on whom a trial takes: `in up to 20% of the patients`. */
const limitsPeople = any([
  `${word('allowed|capped|limited|permitted|restricted|was to|were to|planned|had to|must|could|would')}${stretch(60)}$`,
]);

const change =
  '(?:was|were|been) (?:sustained|maintained|kept)|came|added|took(?! place)|set in|happened|fell|fallen|dropped|rose|risen|decreased|declined|increased|improved|reduced|lost|gained|changed|differed|lowered|grew|climbed|slowed|worsened|prevented|saved|spared|averted|lived|survived|lasted|stayed|remained|persisted|waned|held|exceeded|doubled|halved|shortened|prolonged|extended|delayed|separated|peaked|plateaued|bettered|beat|won|cut';
const changed = lazily(`(?<![\\p{L}])(?:${change})(?![\\p{L}])[^,;:(]{0,60}$`);
const changedNear = lazily(`(?<![\\p{L}])(?:${change})(?![\\p{L}])[^,;:(\\d]{0,60}$`);
/** What is wanted or waited for has not happened. */
const wanted = any([
  `${word('if|when|whether|had to|have to|must|should|would|was to|were to|required|until|unless|had (?:been )?(?:lost|fallen) ?|could not|those who|patients who')}${stretch(80)}$`,
]);
const lastsByDesign = lazily(
  String.raw`(?<![\p{L}])(?:period|phase|screening|study|trial|run-in|lead-in|washout|infusion|treatment|course|extension|induction|maintenance|session|test|stage|part|cycle|therapy|visit|procedure|observation)s? (?:was |were |each |had )?(?:lasted|lasts|extended|ran|remained)[^,;:(]{0,20}$`,
);
/** `Response was an improvement of …`: what counts as one. */
const classOfOutcome =
  '(?:response|responders?|remission|progression|relapse|success|failure|disease|outcome|endpoint|events?|control|recovery|flare|seroconversion|composite|worsening|exacerbation|attack)(?: [\\p{L}-]+){0,2} (?:was|were) (?:an?|the|any)(?! (?:impressive|remarkable|robust|striking|high|low|mere|modest))';
const defines = any([
  `${word(`defin[\\p{L}]+|definition|means?|meant|(?<!there )(?:is|are) (?:an?|the|at least|no more than)|${classOfOutcome}|that is|i\\.e|considered|classified|count(?:s|ed)? as|refers? to|responders? (?:is|are|was|were)`)}${stretch(100)}$`,
]);

const effect =
  'reductions?|decreases?|increases?|improvements?|gains?|rises?|falls?|drops?|declines?|differences?|loss|losses|benefits?|advantages?|delays?|prolongations?';
const effectBefore = lazily(
  `(?<![\\p{L}])(?:${effect})(?: [\\p{L}-]+){0,6} (?:of|by)(?: about| some| only| nearly)? $`,
);
const effectAfter = lazily(
  `^[- ]?(?:(?:percentage[- ]points?|points?|${timeUnits}) )?(?:(?!(?:the|an?) )[\\p{L}-]+ ){0,2}?(?:${effect}|longer|shorter|sooner|more|fewer|less|lower|higher|better|worse|greater|early|late|ago|gain|median)(?![\\p{L}])`,
);
const inRisk = lazily(
  String.raw`(?<![\p{L}])(?:risk|hazard|odds|mortality|death|deaths|incidence)(?![\p{L}])`,
);

const centralNext = lazily(
  String.raw`^[^.;,]{0,24}(?<![\p{L}])(?:on average|at the median|in the median|median|mean|(?:for|in) (?:most|many|half|some))(?![\p{L}])`,
);
const central = lazily(
  String.raw`(?<![\p{L}])(?:median|mean|average|averaged|typical|typically)(?![\p{L}])[^,;:]{0,60}$`,
);
const observed = lazily(
  String.raw`(?<![\p{L}])(?:occurred|seen|observed|reported|noted|found|recorded|experienced|achieved|reached|attained|met|shared|satisfied|fulfilled|responded|died|relapsed|progressed|discontinued|withdrew|completed|developed|discovered|measured at|stood at|came to|amounted to|totall?ed|averaged|hit|scored)(?: (?:in|by|at|of|with|among|on|for|to))?(?: (?:about|only|just|some|nearly|almost|roughly|all|the|another))? $`,
);
const copula = lazily(
  String.raw`(?<![\p{L}])(?:was|were|is|are|be|been|equalled|equals|showed|yielded|gave)(?: (?:about|only|just|some|nearly|almost|roughly|still|even|already|therefore|thus|then))? $`,
);
const ofDesign = lazily(
  String.raw`(?<![\p{L}])(?:doses?|dosage|intervals?|periods?|duration of (?:treatment|therapy|infusions?|the (?:study|trial))|treatment duration|washout|wash-out|run-in|lead-in|windows?|targets?|sample size|margin|alpha|power|level|minimum|maximum|limit of (?:detection|quantification)|cut-?offs?|threshold|age limit|weight limit|age range|scale|schedule|visits?|time frame|planned [\p{L} -]{0,30}|bound|boundary|endpoint|timing|ratio of randomi[sz]ation|sensitivity of the assay|distance)(?: [\p{L}-]+){0,6} (?:was|were|is|are|be|to be)(?: set at| at)?(?: about)? $`,
);
const outcomeNoun =
  '(?:upper|lower) (?:limit|bound)s?|survival|pfs|os|efs|dfs|orr|dor|cr|rates?|mortality|incidence|efficacy|effectiveness|prevalence|probability|proportion|share|percentage|risk|hazard|odds|benefit|remissions?|responses?|follow-up|adherence|seroconversion|uptake|market|price|sales|revenue|shares';
const outcome = lazily(
  `(?<![\\p{L}])(?:${outcomeNoun}|time to [\\p{L}-]+|duration of [\\p{L}-]+)(?![\\p{L}-])[^,;:(]{0,44}$`,
);
const required = any([
  word(
    `if|when|required|requires|would|had to|have to|must|success|successful|assum[\\p{L}]*|defin[\\p{L}]+|means?|meant|(?<!there )is an?|${classOfOutcome}|endpoint|was to|were to|need(?:ed|s)?|declared|sustained`,
  ),
]);
const against = lazily(
  String.raw`(?<![\p{L}])(?:against|versus|vs\.?|compared (?:with|to))(?: (?:about|only|just|an?|the))? $`,
);
const againstNext = lazily(
  String.raw`^[^.;,(]{0,40}(?<![\p{L}])(?:against|versus|vs\.?|compared (?:with|to))(?: (?:about|only|just|an?|the))? [\d−-]`,
);
/** In capitals: `OR` is a ratio, `or` none. */
const shortStatistic =
  /(?<![A-Za-z])(?:a?HR|OR|RR|IRR|ARR|NNT|CI|CrI|IQR|SD|SE|AUC|[PpNn])(?:[ ,:;=<>(≤≥]{1,3}|,? (?:of|was|is|were|from|at|to) )(?:about )?$/;
const statistic = lazily(
  String.raw`(?<![\p{L}])(?:hazard ratios?|odds ratios?|risk ratios?|rate ratios?|relative risks?|p[- ]values?|confidence intervals?|intervals?|interquartile range|range|quartiles?|correlation|rates?|needed to (?:treat|harm))(?:[ ,:;=<>(≤≥]{1,3}|,? (?:of|was|is|were|from|at|to) )(?:about )?$`,
);

const meansThat = lazily(
  String.raw`(?<![\p{L}])(?:means|meant|defined as|that is|i\.e\.),?(?: an?| the)?(?: [\p{L}-]+)? $`,
);

function namesStatistic({ before, lead }: Context): boolean {
  return shortStatistic.test(lead) || statistic.test(before);
}

/** A sentence that reports. Times at which something is looked at are spared. */
function isReported(context: Context): boolean {
  const { before, after, clause, number } = context;
  const asWanted = wanted.test(before) || defines.test(before);
  const limited = isCompared(context);
  const looked = isTime(context) && looksAt.test(before) && !happensAt.test(clause);
  if (
    /, from $/.test(before) ||
    central.test(clause) ||
    centralNext.test(after) ||
    against.test(before) ||
    againstNext.test(after)
  )
    return true;
  if (namesStatistic(context)) return true;
  if (hasChanged(context) && !asWanted && !looked && !lastsByDesign.test(before)) return true;
  if (observed.test(before) && !asWanted && !looked && !(limited && ofResponders.test(before))) return true;
  if (isStated(before) && !ofDesign.test(before)) return true;
  if (outcome.test(clause) && !required.test(before) && !isOccasion(context) && !designNext.test(after))
    return true;
  const effected =
    effectBefore.test(withoutComparison(before)) || (!isComparedAfter.test(after) && effectAfter.test(after));
  if (effected && !(limited && !inRisk.test(after)) && !defines.test(before)) return true;
  if (people.test(after) && !isTime(context) && !limitsPeople.test(before) && !limitsNext.test(after))
    return true;
  if (approvedIn.test(before) || (reportedNext.test(after) && !isTime(context))) return true;
  if (harmsNext.test(after)) return true;
  return (
    varied.test(before) ||
    (/^[+−-]\d/.test(number) && !limited && !isRangeOfValues(context)) ||
    isCountOfHarm(context)
  );
}

/** `was 7%`, and `was below 7%` where nothing asks for it. */
function isStated(before: string): boolean {
  const bare = withoutComparison(before);
  return copula.test(bare) && (bare === before || !required.test(before));
}

const varied = lazily(
  String.raw`(?<![\p{L}])(?:ranged|varied|ran) (?:from |between )?(?:[−-]?\d[\d.]*[^\d,;]{0,12} (?:to|and) )?$`,
);
/** What comes about at a time is found, not planned. */
const happensAt = lazily(
  `${word('separated|separate|diverged?|peaked|plateaued|came|set in|emerged|crossed|appeared|began to|returned')}[^,;:(]{0,40}$`,
);
const approvedIn = lazily(
  `${word('approved|marketed|sold|available|licensed|launched|used|reimbursed|live|lives')}(?: [\\p{L}]+){0,2} in (?:over |more than |some |about )?$`,
);
/** `was seen`, but not `was seen in 71%`: there the number before is the threshold. */
const reportedNext = lazily(
  `^[^.;,(]{0,50}? (?:occurred|happened|(?:was|were) (?:seen|observed|reported|noted|achieved|found|recorded|shown|reached))(?![\\p{L}])(?! (?:in|by|at) (?:about |only |some |almost |nearly )?(?:[\\d${boundMark}]|${cardinal}|an?|half))`,
);
const harmsNext = lazily(
  `^ (?:[\\p{L}-]+ ){0,3}?${outcomes}[^.;,]{0,40}(?<![\\p{L}])(?:occurred|happened|(?:was|were) (?:seen|observed|reported|noted))(?![\\p{L}])`,
);
const looksAt = lazily(
  String.raw`(?<![\p{L}])(?:at|after|over|within|through|throughout|during|until|every|week|weeks|month|months|day|year|the first|the last)(?: (?:about|the first))? $`,
);

/** Those who lost a share of their weight are counted by a threshold: `57% lost 20% or more`. */
const ofResponders = lazily(
  `(?:\\d|${boundMark})(?:[^.;]|\\.(?=\\d)){0,60}(?<![\\p{L}])(?:lost|gained|had|achieved|reached|showed|maintained|attained)(?: at least| a)? $`,
);

function hasChanged(context: Context): boolean {
  const { before, clause } = context;
  if (!changed.test(clause)) return false;
  if (!isCompared(context)) return true;
  if (ofResponders.test(before)) return false;
  return changedNear.test(clause);
}

const isOccasionBefore = lazily(
  String.raw`(?<![\p{L}])(?:at|by|after|through|throughout|until|over|within|every|to|before|from|during|first|last|previous|past|preceding|next|week|for)(?: (?:about|the|a|an|the first|the last|the previous))? $`,
);
const hasTime = lazily(`(?:^|[\\s\\d-])${timeUnits}$`);
const timeBefore = lazily(String.raw`(?<![\p{L}])(?:weeks?|months?|days?|years?|hours?|cycles?|visits?) $`);
const timeNext = lazily(`^(?:,? (?:and |or |to )?\\d+){0,4}[ -]${timeUnits}(?![\\p{L}])`);

function isTime({ before, number, after }: Context): boolean {
  return hasTime.test(number) || timeNext.test(after) || (timeBefore.test(before) && !number.includes('%'));
}

/** `at five years`, `5-year`: when something is looked at. */
function isOccasion(context: Context): boolean {
  if (!isTime(context)) return false;
  return isOccasionBefore.test(context.before) || /^[^\s-]+-[a-z]+$/.test(context.number);
}

function isCountOfHarm(context: Context): boolean {
  return (
    outcomesNext.test(context.after) &&
    !isCompared(context) &&
    !/doses|cycles|infusions?/.test(context.after.slice(0, 30))
  );
}

const designNouns =
  '(?:lines?|regimens?|therap(?:y|ies)|treatments?|biologics?|antidepressants?|agents?|drugs?|classes|cycles?|fractions|doses?|injections?|infusions?|copies|copy|arms?|periods?|cohorts?|parts?|stages?|sequences?|sites?|cent(?:re|er)s?|hospitals?|countries|interim|analyses|visits?|measurements?|half-lives|half-life|criteria|pack-years|steps?|dose levels?|levels?|tablets?|capsules?|puffs?|sessions?|biopsies|assessments?|items?|questions?|domains?|lesions?|applications?|vaccinations?|blocks?|strata|groups?)';
const designNext = lazily(
  `^[ -](?:(?!(?:and|or|in|of|for|with|from|by|at|to|on|were|was|had|who|that|than|after|before) )[\\p{L}-]+ ){0,3}?${designNouns}(?![\\p{L}])`,
);

/** Named outright: power, margins, levels, planned numbers, scales. `gap` must not report anything. */
const namedBefore = [
  `(?<![\\p{L}])power(?:ed)?(?![\\p{L}])(?: was| is| were)?(?<gap>${run(110)})$`,
  `(?<![\\p{L}])to (?:detect|rule out|exclude)(?![\\p{L}])(?<gap>${run(80)})$`,
  `(?<!(?:as|than|we|was|were|been) )(?<![\\p{L}])(?:assum(?:ing|ed|ption)|hypothesi[sz]ed|anticipat(?:ed|ing))(?![\\p{L}])(?<gap>${run(100)})$`,
  `(?<![\\p{L}])stratif[\\p{L}]+ (?:by|at|for|according to)(?<gap>${run(60)})$`,
  `(?<![\\p{L}])(?:non-?inferiority|equivalence|pre-?specified|predefined|pre-?defined) (?:[\\p{L}-]+ ){0,2}(?:margins?|limits?|bounds?|boundar(?:y|ies)|thresholds?|levels?)(?![\\p{L}])(?: was| were| is)?(?<gap>${run(60)})$`,
  `(?<!(?<![\\p{L}])by an? (?:[\\p{L}-]+ )?)(?<![\\p{L}])margins?(?: of non-?inferiority| of equivalence)?(?: for ${run(40)})?(?: of| was| is| were)?(?: set at)? $`,
  '(?<![\\p{L}])(?:(?:one|two|1|2)-sided(?: significance| alpha| type [i1] error| error)?|(?:overall|nominal|family-?wise) (?:significance|alpha|type [i1] error|error|one-sided|two-sided)|significance|alpha|α|type (?:i|1) error)(?: (?:levels?|rates?|error|test|testing|alpha))*(?: of| at| was| is)? ?[=≤]? ?(?:(?:set|kept|controlled|held|fixed|maintained|tested) at (?:an? )?|α ?= ?)?$',
  '(?<![\\p{L}])(?:boundar(?:y|ies)|thresholds?|cut-?offs?)(?: (?:for|in) (?:[\\p{L}-]+ ){0,3}[\\p{L}-]+)?(?: values?| points?)? (?:of|was|is|were|at|being) (?:p ?)?[<≤=]? ?$',
  `(?<![\\p{L}])significan(?:t|ce) (?:if|when|at|was (?:set|defined))(?![\\p{L}])(?<gap>${run(40)})$`,
  '(?<![\\p{L}])(?:ranges|range(?= from| is| of the)|range(?<=scores? range)|range(?<=scale \\(range)|range(?<=score \\(range)|ranging|runs|scored|scores are|scale|scale of|possible (?:range|scores?))(?: possible)? ?[,:(]?(?:of |from |between |is |\\()?(?:[−-]?\\d[\\d.]*(?: points)? ?(?:to|and|–|-|through) )?$',
  `(?<![\\p{L}])(?:minimal(?:ly)?|minimum|smallest|least)[ -](?:clinically )?(?:important|meaningful|relevant|detectable)(?<gap>${stretch(80)})$`,
  '(?:co-?primary|primary|secondary|key) (?:endpoints?|outcomes?)(?:, | was | is |: )(?:an? )(?:[\\p{L}]+ ){0,2}(?:of )?(?:at least |[≥>] ?)?$',
  `(?<![\\p{L}])sample size(?![\\p{L}])(?: was| is)?(?<gap>${run(30)})$`,
].map(lazily);
const reports = lazily(
  String.raw`(?<![\p{L}])(?:was|were|had|has|have|showed|shown|reached|fell|rose|died|responded|improved|occurred|achieved|met|seen|observed|proved|came|led|got|did|results?|actual|actually)(?![\p{L}])`,
);

function isNamedBefore(before: string): boolean {
  return namedBefore.some((pattern) => {
    const found = pattern.exec(before);
    return found !== null && !reports.test(found.groups?.gap ?? '');
  });
}

const namedAfter = any([
  '^ ?(?:statistical )?power(?![\\p{L}])',
  '^(?: ?[x×]| times)? ?(?:the )?(?:(?:upper|lower) limit|uln|lln)(?![\\p{L}])',
  '^[- ](?:point|item|level|grade|mm|cm)s? (?:[\\p{L}-]+ ){0,2}(?:scale|score|questionnaire|index|instrument|likert)',
  '^ (?:was|were|is|would be|being) (?:considered|taken|regarded|deemed) (?:statistically )?significan',
  `^${stretch(40)} (?:is|was|are|being) (?:considered |regarded as )?the (?:least|smallest|minim)`,
  '^ (?:higher|lower) scores',
  '^ of the alpha',
  `^ ?%?${stretch(60)} (?:was|were|is|are) (?:the|an?) (?:(?:co-?)?primary|secondary|key|main|first|registered|composite)? ?(?:endpoints?|end points?|outcomes?|criteri(?:on|a)|requirements?|cut-?off|threshold)(?![\\p{L}])`,
]);
const pointsToRange = lazily(
  String.raw`(?<![\p{L}])(?:ranged|scored) (?:from |between )?(?:[−-]?\d[\d.]* (?:to|and|–) )?$`,
);
const meansWorse = lazily(
  String.raw`(?:higher|lower|greater) (?:scores?|values?|numbers?)|(?:worse|better|best|worst)`,
);

const plans = any([
  `${word('planned|designed|aim(?:s|ed)?|intend(?:s|ed)?|target(?:ed)? (?:enroll?ment|sample|number|of)|was to|were to|is to|are to|will|would|goal|scheduled|event-driven')}(?<gap>${stretch(90)})$`,
]);
const turnedOut = lazily(
  word(
    'showed|shown|reached|fell|rose|died|responded|improved|achieved|seen|observed|proved|came|led|got|did|consented',
  ),
);
/** `412 patients were randomised` happened, whatever was planned. */
const actual = lazily(`^ (?:[\\p{L}-]+ )?${persons} (?:were|had|have|did)(?! to)(?![\\p{L}])`);
const plannedNext = lazily(
  String.raw`^[^.;,]{0,60} (?:were|was|are|is|would be|will be) (?:to be(?! treated)|planned|required|needed(?! to (?:be )?treat)|scheduled|to (?:accrue|occur|enter|receive))`,
);
const counted = lazily(
  `^(?: of the \\d[\\d,]*)? (?:(?!(?:of|in|among|were|was|had|who) )[\\p{L}-]+ ){0,3}?(?:${persons}|events?|deaths?|cases?|sites?|cent(?:re|er)s?|countries|relapses)(?![\\p{L}])`,
);
const waitsFor = lazily(
  String.raw`(?<![\p{L}])(?:until|after|once|when|at)(?: the first)? (?:at least |about )?$`,
);

function isPlanned({ before, number, after }: Context): boolean {
  if (plannedNext.test(after)) return true;
  if (counted.test(after) && lazily(String.raw`(?<![\p{L}])power(?![\p{L}])`).test(after)) return true;
  const found = plans.exec(before);
  if (!found || turnedOut.test(found.groups?.gap ?? '') || actual.test(after)) return false;
  return (
    counted.test(after) ||
    waitsFor.test(before) ||
    / events?$/.test(number) ||
    lazily(
      String.raw`(?<![\p{L}])(?:enroll?|recruit|randomi[sz]e|include|enter|analy[sz]e|enroll?ment(?: of| was| is)?)(?: (?:about|some|up to|at least|approximately))? $`,
    ).test(before)
  );
}

const aged = lazily(
  String.raw`(?<![\p{L}])(?:aged?|ages|of age|age (?:of|was|is|range|limit|between|from))(?: (?:between|from|of|was|is|at least|less than|under|over))*(?: \d[\d.]*(?: [\p{L}]+)? (?:to|and|or) )? ?[≥≤<>]? ?$`,
);
const ofAge = lazily(
  `^(?:[ -]?${timeUnits})?(?: ?[-–]?(?:old(?![\\p{L}])| of age|,? (?:and|or) (?:older|younger|over|above|under)))`,
);
/** `a 68-year-old man` is a patient. */
const onePerson = lazily(String.raw`(?<![\p{L}])(?:an?|the|this|that|her|his) $`);

function isAge({ before, after, clause }: Context): boolean {
  if (/, from $/.test(before) || central.test(clause) || centralNext.test(after)) return false;
  return aged.test(before) || (ofAge.test(after) && !onePerson.test(before));
}

function isOnePatient({ before, after }: Context): boolean {
  return lazily(String.raw`^-olds?(?![\p{L}])`).test(after) && onePerson.test(before);
}

function isNeverOfProtocol({ number, before, after }: Context, why: string): boolean {
  if (never.test(number)) return true;
  if (/a (?:total|share|time) in words/.test(why)) return true;
  if (/dozen|score|hundreds|thousands|couple/.test(number)) return true;
  if (/fold$/.test(number))
    return !(defines.test(before) || isComparedBefore.test(before)) || people.test(after);
  if (why === 'a multiple in words') return !changesDose.test(before);
  return shareOfNumber.test(number) && !ofCriteria.test(after);
}

/** Those who are counted, or what happened to them, come next. */
function countsPeople(context: Context): boolean {
  const { before, after } = context;
  if (ofPeople.test(after) && !isTime(context)) return !limitsPeople.test(before) && !limitsNext.test(after);
  return happenedNext.test(after) && !isTime(context) && !isOfMeasure.test(before) && !designNext.test(after);
}

/** `an ejection fraction below 30% had` speaks of those below it, `at least 30% had` of 30%. */
const isOfMeasure = lazily(
  String.raw`[\p{L}\d)](?: (?:of|at))? ?(?:[≥≤<>⩾⩽≧≦]|(?<=[ ])(?:below|above|under|(?:no )?(?:less|more|lower|higher) than|of at least)) ?$|(?<![\p{L}])(?:score|level|count|value|index|acuity|thickness|volume|fraction|pressure|ratio|age|weight|bmi|titre|concentration)s? (?:of|between|from) $|[\p{L}\d](?<!(?<![\p{L}])(?:and|but|or|that|while|where|with|in|of)) between [^,;()]{1,16} and $`,
);

/** Whether a number is of a protocol. `inField`: in a field of a trial that only says how it was done. */
function isOfProtocol(context: Context, why: string, inField: boolean): boolean {
  const { before, after, number } = context;
  const planned = isPlanned(context);
  if (isNeverOfProtocol(context, why) && !planned) return false;
  if (planned || namedAfter.test(after)) return true;
  if (isNamedBefore(before) && !happened.test(after)) return true;
  if (countsPeople(context)) return false;
  if (isAge(context)) return true;
  if (/^10(?:⁻|\^[−-])/.test(number) && !namesStatistic(context)) return true;
  if (ofCriteria.test(after) && (inField || isCompared(context) || onlyTerms.test(`${before}${after}`)))
    return true;
  if (why === 'a multiple in words' || meansThat.test(before)) return true;
  if (pointsToRange.test(before) && meansWorse.test(after)) return true;
  if (isReported(context) || isOnePatient(context)) return false;
  if (inField) return true;
  if (isTime(context)) return !/\d\.\d/.test(number) || isCompared(context);
  if (designNext.test(after)) return true;
  const sentence = `${before}${number}${after}`;
  if (isCompared(context)) return true;
  if ((isRangeOfValues(context) || isOneOfGrades(context)) && setsTerms.test(sentence)) return true;
  return isOfTerms(sentence, context);
}

/** In a sentence that only sets terms, every number that does not count patients is one of them. */
const leadsIn =
  /(?:(?<![a-z])(?:of|at|to|with|by|between|from|on|for|after|within|an?|and|or|least|most|than) |[=≥≤<>(]) ?$/;

function isOfTerms(sentence: string, { before, number }: Context): boolean {
  if (!leadsIn.test(before) || number.includes('%')) return false;
  return onlyTerms.test(sentence) && !tellsResults.test(sentence);
}

/** What may come between two numbers of one condition: `30% and`, `six swollen and`. */
const samePair = lazily(`^[^,;.()${takenMark}]{0,16}(?:to|and|or|–|,) (?:(?![\\p{L}]+ed )[\\p{L}]+ )?$`);

/** Between the ends of one range. */
const toTheEnd = lazily(String.raw`^[^,;()]{0,12} (?:and|to) $`);

/** Of each number, in the order of the text, whether it is of a protocol. */
export function protocolNumbers(text: string, numerals: Numeral[], inField: boolean): boolean[] {
  const verdicts: boolean[] = [];
  for (const [index, numeral] of numerals.entries()) {
    const context = contextOf(text, numeral);
    const own = isOfProtocol(context, numeral.why, inField);
    const last = index > 0 && verdicts[index - 1] ? numerals[index - 1] : undefined;
    const between = last && text.slice(last.end, numeral.start);
    const joined =
      between !== undefined &&
      samePair.test(between) &&
      !isNeverOfProtocol(context, numeral.why) &&
      !countsPeople(context) &&
      !isReported(context);
    verdicts.push(own || joined);
    if (
      last &&
      between !== undefined &&
      !own &&
      !joined &&
      toTheEnd.test(between) &&
      endsRange.test(context.before)
    )
      verdicts[index - 1] = false;
  }
  return verdicts;
}
