/* Forms that no rule gives, each group headed by the form that stands for all. */
const groups = `
be is are was were been being am|have has had having|do does did done doing|go goes went gone going
take took taken|find found|write wrote written|build built|sell sold|buy bought|pay paid|say said|hold held|begin began begun
bear born borne|grow grew grown|rise rose risen|fall fell fallen|lose lost|lead led|make made|give gave given|get got gotten
know knew known|think thought|teach taught|catch caught|bring brought|fight fought|seek sought|keep kept|sleep slept|leave left
mean meant|meet met|feed fed|read|run ran|come came|become became|see saw seen|speak spoke spoken|break broke broken|choose chose chosen
drive drove driven|ride rode ridden|freeze froze frozen|steal stole stolen|wake woke woken|wear wore worn|tear tore torn|swear swore sworn
draw drew drawn|throw threw thrown|blow blew blown|fly flew flown|show showed shown|swim swam swum|sing sang sung|drink drank drunk
shrink shrank shrunk|sink sank sunk|win won|spin spun|stand stood|understand understood|tell told|send sent|spend spent|lend lent|bend bent
shoot shot|strike struck|stick stuck|dig dug|eat ate eaten|forget forgot forgotten|hide hid hidden|bite bit bitten|lie lay lain|lay laid
shake shook shaken|sit sat|hear heard|swell swelled swollen|prove proved proven|arise arose arisen|bind bound|wind wound|grind ground
child children|man men|woman women|person people|foot feet|tooth teeth|mouse mice|goose geese|ox oxen|life lives|half halves|leaf leaves
wife wives|wolf wolves|shelf shelves|self selves|knife knives|nucleus nuclei|stimulus stimuli|radius radii|focus foci|fungus fungi
bacterium bacteria|mitochondrion mitochondria|medium media|datum data|stratum strata|spectrum spectra|maximum maxima|minimum minima
optimum optima|quantum quanta|criterion criteria|phenomenon phenomena|automaton automata|genus genera|corpus corpora|vertex vertices
index indices|matrix matrices|appendix appendices|axis axes|analysis analyses|basis bases|crisis crises|hypothesis hypotheses
thesis theses|synthesis syntheses|oasis oases|diagnosis diagnoses|alga algae|larva larvae|formula formulae|antenna antennae|vertebra vertebrae
january jan|february feb|april apr|august aug|september sept sep|october oct|november nov|december dec
monday mon|tuesday tue tues|wednesday wed|thursday thu thurs thur|friday fri|saturday sat|sunday sun
chapter chap ch|page pp|section sect|professor prof|doctor dr
die dying died|tie tying tied|lie lying lied|good better best|bad worse worst|much more most|little less least|far further farther
`;
const heads = new Map(
	groups
		.trim()
		.split(/[\n|]/u)
		.map((group) => group.trim().split(/\s+/u))
		.flatMap(([head = '', ...forms]) => forms.map((form) => [form, head] as const))
);

/** The form of a word under which its irregular ones are found: "wrote" is "write", "nuclei" is "nucleus". */
export const regular = (word: string): string => heads.get(word) ?? word;
