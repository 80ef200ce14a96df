import type { Group, Signs } from './signs.ts';

/** The same, where nobody is spoken to and nothing is said of the present. */
const notSpokenTo = (source: string): RegExp =>
	new RegExp(
		String.raw`^(?!.*\b(?:you|your|please|is|are|will|can|must|should|may|need|has|have)\b).*\b(?:${source})\b`,
		'u'
	);

/** A pattern of whole words; a space in it is one space. */
const words = (source: string): RegExp => new RegExp(String.raw`\b(?:${source})\b`, 'u');

const day = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?)';
const month = '(?:january?|february?|march|april|may|june|july|august|september|october|november|december)';
const ordinal =
	'(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|fifteen|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|twenty (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty first|\\d{1,2}(?:st|nd|rd|th))';
const number =
	'(?:\\d+|one|two|three|four|for|fore|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)';
const meet =
	'(?:class|lecture|session|seminar|tutorial|lab|practical|lesson|meeting|workshop|recitation|section|time|discussion|field trip|excursion|studio|course|visit|rehearsal)';
const exams =
	'(?:exams?|examinations?|midterms?|finals?|tests?|quiz|quizzes|orals?|resits?|vivas?|assessments?|re ?takes?)';
const date = `(?:the )?${ordinal}(?: of)? ${month}|the ${ordinal}(?! (?!of|at|in|and|or|by|before|please|from|is|are|we|i|you|the|to|between|with|will|there|because|so|not|for|if|as|when|but|on|until|this|that|instead|morning|evening|noon|it|no|a|our|your|then|all|latest)\\w)|${month} (?:the )?(?:${ordinal}|\\d{1,2})|\\d{1,2} ${month}`;

const work =
	'(?:homework|assignments?|exercises?|problem sets?|problem sheets?|worksheets?|work sheets?|sheets?|essays?|papers?|reports?|lab reports?|writeups?|drafts?|outlines?|proposals?|portfolios?|presentations?|talks?|posters?|slides|summar(?:y|ies)|abstracts?|bibliograph(?:y|ies)|literature reviews?|reviews?|reflections?|journals?|diar(?:y|ies)|logs?|readings?|reading (?:response|list)|response(?: paper)?s?|chapters?|articles?|pages?|sections?|case stud(?:y|ies)|projects?|code|repositor(?:y|ies)|programs?|scripts?|videos?|podcasts?|recordings?|films?|documentar(?:y|ies)|lecture (?:notes|\\w+)|questionnaires?|surveys?|evaluations?|forms?|contracts?|consent forms?|topics?|titles?|solutions?|answers?|proofs?|translations?|glossar(?:y|ies)|vocabular(?:y|ies)|flash ?cards?|sketch(?:es)?|designs?|models?|prototypes?|pitch(?:es)?|data ?sets?|data|dissertations?|thesis|theses|questions|problems|text ?books?|books?|notebooks?|laptops?|calculators?|lab coats?|goggles|library cards?|student cards?|id cards?|passports?|drawing boards?|pencils?|scores?|instruments?|texts?|poems?|novels?|plays?|quiz|simulations?|tutorials?|modules?|software|packages?|apps?|groups?|teams?|partners?|slots?|field trip|excursion|applications?|peer reviews?|feedback|corrections?|sources?|references|bring|certificate|fee|deposit|material|handout|notes|names?|photos?|pictures?|samples?|interviews?|observations?|measurements|memo|minutes|letter|story|stor(?:y|ies)|speech|monologue|dialogue|scene|piece|etude|scales|blog post|post|wiki|entry|entries|spreadsheet|table|graph|chart|map|timeline|mind map|concept map|dig|trip|competition|conference|internship|placement|workbook|tasks?)';

/** Said of work for a course, and of little else. */
const schoolVerbs =
	'(?:hand(?:ed|ing)?(?: \\w+){0,6}? (?:in|back|to me|over to me)|turn(?:ed)?(?: \\w+){0,4}? in|submit(?:ted)?|upload(?:ed)?|re ?submit|register(?:ed)?|sign (?:up|in)|enrol(?:l|led)?|revise|practi[sc]e|e ?mail|mail (?:me|it|them|us|your)|download|install|memorize|memorise|rehearse|prepare(?:d)?|print(?: out)?|proofread|re ?read|re ?do|go (?:over|through)|work (?:through|your way|out|on)|look (?:up|over|through)|read(?: up)?|finish(?:ed)?|complete(?:d)?|fill (?:in|out|it|them)|bring(?: along| back)?|come (?:with|prepared|having|to (?:class|me|my)|ready)|watch|listen to|skim|study|learn|solve|write(?: up| down)?|type(?: up)?|draft|draw(?: up)?|summari[sz]e|translate|outline|annotate|collect(?:s)?|gather|record|film|interview|post|push(?:ed)?|send(?: me)?|sent|book|apply|buy|order|borrow|choose|pick(?: up| out)?|select|form|find(?: a| yourselves| some)?|team up|present(?:s)?|give a|build|make (?:a|an|your|up|sure)|design|test|measure|do|try|get(?: your| the| hold| a| yourselves)?|take(?: the| your| a| it)|review|check|keep (?:a|your|track)|set up|create|compile|plot|calculate|compute|prove|derive|derivations?|code|implement|debug|visit|meet|attend|answer|think (?:about|of|up|through)|note down|jot down|plan|start|begin|use the|have (?:\\w+ ){1,4}?(?:ready|done|finished|signed|read|with you)|have (?:a go|a look|your|the|them|it|read|finished|done|written|at least|one|two|three)|leave|drop|put|return|give|deliver|reply|respond|vote|pay|wear|join|cite|correct|improve|continue|carry out|run|be (?:ready|prepared|able)|fetch|consult|compare|contact|ask|spend|go to|show|discuss|attempt|tackle|work|score|rank|photograph|research|investigate|explore|organise|organize|arrange|schedule|reserve|confirm|rate|mark|label|transcribe|conduct|sketch|log|note|list)';

/** Beginning of a clause, behind words that only lead on to it. */
const start = `(?:^|[,?] |\\b(?:please|so|and|then|also|but|okay|ok|or|now|just|therefore|class|everyone|everybody|guys|folks|people|next (?:time|week)|for homework|at home|tonight|after class|${day}|tomorrow|kindly|simply|instead|home) )`;

const due = `(?:(?:is|are|falls?|will be|becomes?|all|each|still|now|therefore|both|also|s) (?:\\w+ )?due(?! to\\b| process| for| diligence| course)|^due|due(?: back)? (?:on(?! (?:the )?one hand)|by|at|next|tomorrow|this|in (?:week|my|a|two|three|class|the)|before|tonight|${day}|when|\\d|(?:${date})|noon|midnight|end)|due date)`;

const asked: Group = [
	[
		2,
		words(
			`to be (?:handed|turned|given|sent|submitted|uploaded|returned|read|prepared|finished|done|completed|emailed|learned|learnt|solved|written|signed|brought|delivered|posted|filled)|(?:has|have|needs?|must|should) (?:to )?(?:come|go) (?:back|in)|familiari[sz]e yourself|familiari[sz]e yourselves|acquaint yourselves|go and (?:see|look|find|get|read|watch|visit|talk|ask)|make a (?:note|list|copy|sketch)|(?:carry|keep|get) on (?:with|working)|payable`
		)
	],
	[
		2,
		words(
			'you (?:all |can |will |just )?(?:do|read|work|study|go|look|try|prepare|finish|write|prove|solve|cover|revise)(?: \\w+){0,5}? (?:on your own|yourselves|by yourselves?|at home)'
		)
	],
	[0.75, words('you|your|us|me|my')],
	[
		1.5,
		words(
			'(?:so |and |that |then )you (?:do|read|write|finish|take|bring|prepare|solve|try|look|work|send|find|make|choose|pick|complete|check|go)'
		)
	],
	[
		2.5,
		words(
			`(?:have|got|get|give you|gives you|leaves you|is) (?:\\w+ )?(?:${number}|\\d+|a|another|a couple of|several) (?:more )?(?:days?|weeks?|hours?|fortnights?) (?:for|to|until|left|on)`
		)
	],
	[
		2,
		words(
			'(?:each|every) (?:group|pair|team|student|person|participant|one of you|table|couple) (?:\\w+ ){0,2}?\\w+s'
		)
	],
	[
		2,
		words(
			'(?:should|must|has to|have to|needs? to|please|can|could) (?:just )?(?:drop me|write to me|let me know|tell me|talk to me|speak to me|come to me|see me|contact me|email me|mail me|give me|send me)|drop me a line|let me know|get back to me|still (?:have not received|owes?|missing|waiting for|need)'
		)
	],
	[2, words('sign ?up|signup')],
	[
		1.5,
		words(
			`(?:pick|send|submit|upload|hand|turn|bring|read|write|finish|complete|e ?mail|register|sign up|prepare|return|post|choose|solve|do|give|find|watch|vote|pay|revise|print|download|install|put|leave|take|get|fill|learn|make)(?: \\w+){0,7}? (?:by|before|until|for) (?:the |next |this )*(?:${day}|tomorrow|tonight|noon|midnight|next|end|weekend|${date})`
		)
	],
	[
		2,
		words(
			'^(?:and |so |also )?(?:would|could|can|will) (?:the|any|those|all|anyone|each|every|my|our|this|that|these) \\w+|let us (?:say|agree)'
		)
	],
	[
		2.5,
		words(
			'we will (?:\\w+ )?(?:go over|go through|discuss|correct|check|compare|collect|look at|talk about) (?:them|it|these|your|the (?:answers|solutions|results))'
		)
	],
	[
		2.5,
		words(
			'do not (?:come|show up|arrive|turn up|leave|bother coming|enter)|let me have|(?:i|we) (?:would|will) (?:be|really be|also be) (?:grateful|glad|happy|pleased|delighted|thankful) if|i need (?:\\w+ )?(?:volunteers|people|someone|your|all your|every)|(?:is|are) (?:left )?(?:for|up to) you|i leave (?:\\w+ ){1,4}?(?:to|for) you|leave (?:it|that|this|them) to you|(?:your|the) (?:job|turn) (?:is|until|till|by|for)|put your names?|get yourselves?'
		)
	],
	[
		2,
		words(
			`(?:those|the ones|whoever|anyone|people|students) (?:\\w+ ){0,6}?(?:should|must|need|needs|has to|have to|please|meet|come|see|write|send|talk|contact)|for those (?:of you|who)|those of you`
		)
	],
	[
		2,
		words(
			`(?:go|goes|belongs?) (?:in|into|in to|to|on|up on|under) (?:the|my|a|canvas|moodle) (?:\\w+ ){0,3}?(?:box|folder|mailbox|pigeon ?hole|drive|office|desk|canvas|moodle|portal|wiki|forum|tray|basket)`
		)
	],
	[2.25, words(due)],
	[
		3.25,
		words(`(?:your|these|those|both|all|it|they|one|this) (?:\\w+ ){0,6}?due|due (?:date|back|in class)`)
	],
	[
		3,
		words(
			`(?:submission|registration|application|hard|strict|absolute|new|firm|extended|enrolment|your|our) deadline|deadline (?:for|to|is|has|will|on|${day})|due for submission`
		)
	],
	[2, words('deadline')],
	[
		3.5,
		words(
			'(?:last|final|latest) (?:date|day|chance|possible date|opportunity|call|moment) (?:for|to|on which)|no later than|at the (?:very )?latest|time is up|cut ?off(?: date)? (?:for|is)'
		)
	],
	[
		2.5,
		words(
			`(?:you|we|everyone|students|groups) (?:all |still |only |just )*(?:have|get|have got) (?:\\w+ ){0,4}?(?:until|till|left to)|(?:high|about) time (?:you|that you)|if you (?:have not|did not|missed|still|want|would like|plan|intend|are (?:planning|one of|presenting|interested)|need|can not|could not)|i am giving you|you get (?:two|one|three|four|until)`
		)
	],
	[
		2.5,
		words(
			`(?:i|we) (?:will |would |still |really |shall |do |also )*(?:be )?(?:expect|expecting|want|need|await|awaiting|like|require|looking forward to|am expecting|am waiting for) (?:\\w+ ){0,6}?(?:your|from (?:you|each|every|all)|by|in my|on my|until|before)|(?:would|could|can|will) (?:those|anyone|whoever|the ones|all|the (?:rest|others|remaining|people|students|groups?|next|first|second))`
		)
	],
	[
		2,
		words(
			`(?:you|everyone|everybody|all of you|students|those of you|both of you|groups?|teams?|pairs?) (?:all |each |really |also |just |then |absolutely |still |will |would |do |definitely |now )*(?:must|need to|needs to|have to|has to|have got to|should|ought to|are to|is to|are expected to|are required to|are asked to|are supposed to|are going to|had better|will have to|will need|will want to|will be|might want to|may want to|can not afford)`
		)
	],
	[
		2,
		words(
			`(?:i|we) (?:would |will |do |strongly |really |also |just |all |am |highly |warmly |therefore |now )*(?:want|expect|need|ask|asking|suggest|recommend|advise|encourage|urge|like|invite|require|beg|appreciate|trust|hope|remind|counting on|looking forward to|assume)(?: (?:that|for|from|all|each|every|one|of|to see|to have|to get))*(?: (?:you|your|everyone|everybody|each|every|group|team|student|pair|the|a|an|it))`
		)
	],
	[
		2,
		words(
			'(?:please|kindly|make sure|be sure|do not forget|never forget|remember to|see to it|see that you|take care to|be so kind|if you would|would you mind|mind you|would be (?:great|good|nice|lovely|helpful|kind|wonderful|useful|best|wise|a good idea) if you|the task is to|(?:your|the) (?:\\w+ )?(?:task|job|homework|assignment|mission) (?:\\w+ ){0,4}?(?:is|will))'
		)
	],
	[1.5, words('(?:could|can|would|will) (?:some ?one|some ?body|one of you|a volunteer) \\w+')],
	[
		2,
		words(
			'(?:could|can|would|will) (?:you|everyone|everybody|each|all of you|each of you|volunteers) (?:all |please |each |also |guys |kindly |both |try |have |just |then )*(?:\\w+)'
		)
	],
	[
		2,
		words(
			'why (?:do not|not) (?:you |try |have |take |read )|how about you|i will (?:collect|be collecting|check|ask you for|want|need|expect|call on)|(?:we|you) will (?:\\w+ )?(?:need|collect|correct) (?:it|them|your|the)'
		)
	],
	[
		2,
		words(
			'(?<!if )(?:(?:each|every) (?:one|of you|of us|group|pair|team|student|person|participant|couple|table|member|single|two|three|lab|project)|everyone|everybody|whoever|anyone who|any group|one person|one (?:member|student)|all (?:groups|students|teams|participants|of you|members)|the (?:first|next|second|third|other|remaining|two|three) groups?|those (?:who|of you)|students|groups|teams|pairs|the following groups?)(?: (?:\\w+)){0,9}? (?:must|has to|have to|needs?|should|is to|are to|will|brings?|presents?|prepares?|writes?|hands?|collects?|submits?|uploads?|sends?|reads?|registers?|signs?|picks?|chooses?|gets?|takes?|wants?|can still|gives?|does|do)'
		)
	],
	[
		2,
		words(
			'(?:for|as|your|the|this|next|todays|no more|s) (?:week )?(?:homework|assignment)(?: (?:is|for|will|,|this|on|over|consists|involves))?|homework (?:is|for|,|this|will|assignment|until|till)|(?:preparation|reading) for|to prepare for|in preparation|before we (?:meet|continue|talk|see|visit|discuss)|to be ready'
		)
	],
	[
		1.5,
		words(
			`(?:has|have|must|need|needs|ought|should|are|is|will) (?:all |still |then |now |also )?(?:to )?(?:be |reach |get to |go to |come to |arrive |land )(?:\\w+ ){0,3}?(?:in|back|submitted|handed|done|finished|uploaded|me|completed|returned|signed|ready|sent|emailed|registered|read|printed|prepared|delivered|at|on|my|with|posted|online|paid|filled)`
		)
	],
	[1.5, new RegExp(`${start}(?:do )?${schoolVerbs}\\b`, 'u')],
	[
		1,
		words(
			'you will (?:\\w+ )?(?:need|present|write|read|get|give|find|have|want|prepare|hand|submit|do|be)|you should have|by then|let me have|get (?:it|them|this|that|your \\w+) (?:to me|done|in)|i (?:will )?(?:still )?(?:need|want|expect|await) (?:your|the|from)'
		)
	]
];

const deed: Group = [
	[
		2,
		words(
			'familiari[sz]e yourselves|familiari[sz]e yourself|acquaint yourselves|go and (?:see|look|find|get|read|watch|visit|talk|ask)|make a (?:note|list|copy|sketch)|(?:carry|keep|get) on (?:with|working)|come back (?:signed|completed|filled)|(?:in|into|on) my (?:pigeon ?hole|inbox|desk|mailbox|letter ?box|hands|tray|office|box)|payable'
		)
	],
	[2, words('have (?:a|an|another|an other) (?:go|look)|hands? me|bring me|stay behind|do the')],
	[1, words('need')],
	[
		2,
		words(
			'pay (?:the|your)|vote (?:for|on|in)|reply to|make an appointment|wear (?:sturdy|long|closed|proper|old|your|a)|get vaccinated|proofread|spend (?:an|at least|about|\\w+ hours?)|have a look at|turn (?:the|your|this|it) (?:\\w+ )?(?:into|in)|put your names?|bring (?:a|an|your|the|some|something|it|them|two|three|along|back)|brings|leave your|set up (?:an|your)|wear'
		)
	],
	[
		2,
		words(
			'hand(?:ed|ing)?(?: \\w+){0,6}? in|turn(?:ed)?(?: \\w+){0,4}? in|submit(?:ted)?|submission|upload(?:ed)?|resubmit|register|registered|sign up|enrol|enroll|revise|homework|e ?mail (?:me|it|them|us|your)|send (?:me|it to me|them to me|us)|apply|get (?:in touch|hold of)|contact me|come and see me|see me|bring along|withdraw(?:ing)?|get (?:it|them|this) to me'
		)
	],
	[
		1.5,
		words(
			'hand(?:ed|ing)?(?: \\w+){0,6}? (?:in|back)|hand (?:me|us)|turn(?:ed)?(?: \\w+){0,4}? in|submit(?:ted)?|submission|upload(?:ed)?|resubmit|register|registered|sign up|sign (?:the|this|it|your)|signed|enrol|enroll|revise|practi[sc]e|e ?mail(?:ed)?|mail (?:me|it|them|us)|send (?:me|it|them|us|in|your|the|a|an)|sent me|download|install|rehearse|prepare|print out|print|proofread|fill (?:in|out|it|them)|bring|apply|buy|borrow|sign (?:up|in)|book (?:a|your)|read|re ?do|look up|write|watch|finish|complete|solve|study|learn|due|work through|go (?:over|through)|push|post|pick (?:up|a|one|your)|return|leave|drop|put|come (?:with|prepared|to)|collects?|translate|summari[sz]e|form (?:groups|teams|pairs)|present'
		)
	],
	[1, words(schoolVerbs)]
];

const workGroup: Group = [[1, words(work)]];

const later: Group = [
	[
		2,
		words(`in (?:exactly |about |just |only )?(?:${number}|ten|a few|a couple of) (?:days?|weeks?|hours?)`)
	],
	[1.5, words('on your own|by yourselves?|yourselves')],
	[
		2,
		words(
			`(?:in|to|for|at|of|on) (?:the |our |your )?(?:${day}|next weeks?|tomorrows?|next) ${meet}|this (?:afternoon|morning)|next weeks|tomorrows|(?:rest|other|others|remaining) (?:for|by|on|until) ${day}`
		)
	],
	[
		2,
		words(
			`(?:by|before|until|till|for|from|due) (?:the |next |this |coming |following |early |late |noon on |midnight on |\\d\\S* on |our |your |that )*(?:${day}|tomorrow|tonight|noon|midnight|then|${exams}|${meet}|end of|end|beginning of|start of|next|week|${month}|christmas|easter|term|break|holidays?|summer|(?:${date})|\\d+|${number} (?:am|pm|o clock|in the)|(?:we|you) (?:meet|come|start|leave|go|see))`
		)
	],
	[
		2,
		words(
			`next (?:time|week|class|lecture|session|seminar|tutorial|lesson|meeting|month|term|semester|${day})|over the (?:weekend|break|holidays?|summer|vacation|next)|(?:this|the|at the) weekend|at home|tomorrow|tonight|(?:this|that) (?:evening|week|month|semester|term)|after (?:class|the (?:lecture|class|session|lesson|break)|this|today|that)|until (?:we|next)|when (?:we|you) (?:next )?(?:meet|come|start)|in (?:${number}|a) (?:days?|weeks?|fortnight)|in week|week ${number}|weeks ${number}|${day} week|within (?:the next )?(?:\\w+ )?(?:days?|hours?|weeks?)|end of (?:the |this |next )?(?:week|month|term|semester|year|day)|\\d+ hours|last week of (?:term|the)|the week after|each time|every (?:week|day|evening|night|morning)|a day|daily|(?:the )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) after|the (?:week|monday) (?:before|after)|ahead of|in advance|beforehand|in time|on time|at the latest|as soon as|no later than|in your (?:own|free|spare) time|moodle|canvas|blackboard|online|office|by (?:e ?mail|post)|shared (?:drive|folder)|portal|drop ?box|google|teams|mailbox|course (?:page|website)|website|library|platform|the (?:form|link)`
		)
	],
	[
		1.5,
		words(
			`(?:on|this|coming|every|each|of|next) (?:the )?${day}|${day} (?:morning|afternoon|evening|night|noon|at|by|latest|${number}|\\d+)|(?:on|by|until) (?:${date})|${date}|at ${number}|${number} (?:am|pm)|at noon|at midnight|in the (?:next|coming|following)|from now|today|soon`
		)
	],
	[1, words(`${day}|closes?|later`)]
];

const task: Group = [
	[
		4,
		words(
			`(?:readings?|homework|assignments?|exercises?|tasks?|problems|preparation) for (?:week \\w+|next (?:week|time)|${day}|tomorrow|the (?:next|coming) \\w+)(?: ,)? (?:is|are|will be)|(?:your|the) (?:next|new|first|last|weekly|second|third) (?:written |little |big )?(?:assignment|homework|reading assignment|problem sheet|worksheet) (?:is|are|will be|asks|consists|involves)`
		)
	],
	[
		4,
		words(
			`(?:homework|assignment|problem set|problem sheet|worksheet|sheet|essay|report|survey|questionnaire|form|drop ?box|task|exercise|submission|quiz|list|poll)(?: \\w+){0,5}? (?:closes|locks|shuts|expires|goes (?:live|up|out|online)|unlocks)`
		)
	],
	[
		5.5,
		words(
			`(?:must|should|has to|have to|needs? to|to) be (?:in|on) my (?:pigeon ?hole|inbox|desk|mailbox|letter ?box|hands|tray|office|box)`
		)
	],
	[
		6,
		words(
			`remember (?:your|the|to bring) (?:\\w+ ){1,4}?(?:on|for|by|next|tomorrow) ?(?:${day}|week|time|class|lecture|the next)?`
		)
	],
	[4, words('do not (?:come|show up|turn up|enter|start)(?: \\w+){0,4}? (?:without|unless|before you have)')],
	[
		4,
		words(
			`(?:as|for) homework|(?:for|until|till|by) next (?:time|week|class|lecture)(?: ,)? (?:\\w+ ){0,2}?${work}|(?:remaining|other|rest)(?: \\w+){0,6}? (?:at home|as an exercise|for (?:thursday|monday|tuesday|wednesday|friday|next))`
		)
	],
	[
		4,
		words(
			`(?:${work}|${number} pages?|\\w+ hundred words)(?: (?:[\\w,]+)){0,5}?,? (?:by|for|until|till|before) (?:the |next |this )*(?:${day}|tomorrow|noon|midnight|tonight|next|${date})(?: (?:at|in|noon|midnight|morning|evening|please|${number}|\\w+)){0,4}$`
		)
	],
	[
		4,
		words(
			`${work}(?: \\w+){0,4}? (?:is|are) (?:for|to be (?:in|done|finished|submitted|handed|read|prepared|sent|uploaded|completed|ready)) (?:the |next )*(?:${day}|tomorrow|tonight|next|week|${date}|by|before|until|on)`
		)
	],
	[
		4.5,
		words(
			`(?:registration|enrolment|sign up|the list|the form|the portal|applications?|submissions?|the survey|voting|bidding|booking|the link|the system|the poll|early bird)(?: (?:\\w+)){0,6}? (?:closes?|ends?|open until|is open until|opens?|shuts?|expires?|runs out|will be closed|stays open)`
		)
	],
	[
		4,
		words(
			`for (?:home ?work|(?:next|this) (?:week|time|class|lecture|${day})|${day}|tomorrow)(?: ,)? (?:please |you |i |we |your |the |two |three |just |only |)(?:\\w+ )?(?:${schoolVerbs}|${work})`
		)
	],
	[
		4,
		words(
			`(?:late|missing) (?:submissions?|work|ones|essays?|reports?|papers?|homework)(?: (?:\\w+)){0,3}? (?:lose|loses|get|gets|will|are|is|not|costs?|incurs?)|submissions? (?:must|should|are|is|go|has|have|will)|(?:i|we) (?:will )?(?:collect|accept) (?:them|it|your|the \\w+|no)|i (?:will )?take (?:no|in|your)`
		)
	],
	[
		4,
		words(
			`${work} (?:[\\w,]+ ){0,6}?(?:${day}|tomorrow|tonight|next (?:week|time))(?: (?:usual|in|at|by|please|,|\\w+)){0,4}$`
		)
	]
];

/** An examination of a course, not a test in a laboratory or of a hypothesis. */
/** What is neither in a course nor of it. */
const foreign =
	'(?! (?:of (?:the|a|an) (?!course|module|semester|term|year|class|unit|subject|seminar)|elections?|board|halls?|system|report|version|act|step|stage|product|result|tube|statistic|score|case|analysis|answer|stretch|movement|scene|chapter|line|word|of time|of the hypothesis|show|of the guild|of \\w+ hero))';
const examOfCourse = `(?:the|your|our|this|my|next|s|${day}|${month}|tomorrow|oral|written|practical|mock|final|theory|short|little|pop|surprise|open book|closed book|multiple choice) (?:\\w+ )?(?:exams?|examinations?|midterms?|quiz|quizzes|resits?|vivas?|retakes?|exam papers?|orals)`;
const exam: Group = [
	[3, /\bfor the (?:final|test|exam|midterm|quiz)(?: (?:that|is|are|you|only|it|we|in|on|next|,)|$)/u],
	[2.5, words(`(?:in|for|on|into) (?:the|this|your|our|my) (?:tests?|exam paper|exam questions?)`)],
	[
		4,
		words(
			`(?:in|on|for|into|during) (?:the |your |our |this |my |next |${day} |${month} )(?:\\w+ )?(?:exams?|examinations?|midterms?|quiz|quizzes|orals?|resits?|vivas?)(?! (?:elections?|room|system|results?|break))`
		)
	],
	[
		2.5,
		words(
			`(?:in|on|for|during|into|before|of|at|to) (?:the |your |our |this |my |next |${day} |${month} )(?:\\w+ )?(?:exams?|examinations?|midterms?|finals?|tests?|quiz|quizzes|orals?|resits?|vivas?|june paper|${month} paper|papers?)(?! (?:elections?|of time|report|version|act|step|stage|product|result|tube|statistic|score|case|analysis|answer|stretch|movement|scene|chapter|line|word))`
		)
	],
	[2.5, words(`(?:${examOfCourse})${foreign}`)],
	[
		2.25,
		words(
			`(?:(?:an?|each|every|that|no) (?:\\w+ )?(?:exams?|examinations?|midterms?|quiz|quizzes|resits?|vivas?|orals)|(?:the|your|our|this|next|${day}|tomorrow) (?:final|oral|test|practical|finals|written|paper|tests))${foreign}`
		)
	],
	[
		2,
		words(
			`(?:exams?|examinations?|midterms?(?! (?:elections?|results|goals?|plans?|budget))|quiz|quizzes|resits?|viva|syllabus|examiners?|oral|exam questions?)`
		)
	],
	[1, words('(?:test|tests|finals|assessment|marks|credit)')]
];
const asks: Group = [
	[
		0.5,
		words('is|are|has|have|will|can|must|may|need|should|shall|do|does|be|comes?|starts?|begins?|covers?')
	],
	[1.5, words('percents?|materials?|brink|every|all|both sides|half|third')],
	[1.5, words('^no|no (?:electronic|phones?|devices?|books?|talking|notes|calculators?)|nothing')],
	[
		2,
		words(
			`marks|come(?:s)? from|excluded|replaced|weighs?|percent|(?:three|two|one|four|\\d+) hours|pass mark|retake|resit|sit|counts? (?:for|towards)|formula sheet|will be given|you (?:will )?get|(?:can|could|may|might|will) (?:not )?(?:come up|appear|be)|required|necessary|enough to|suffices?|admitted|registered|seat|duration|long|short`
		)
	],
	[
		2,
		words(
			`(?:will|is|are|come|comes|coming|turn|turns|appear|appears|show|shows|crop|crops) (?:\\w+ ){0,3}?(?:up|in|on|there|asked|tested|examined|covered|included|relevant|part|fair game|excluded|out)|(?:i|we) (?:\\w+ )?(?:ask|examine|test|include|cover|leave|put|set|expect|want)|asks?(?: only)? (?:for|about|you|how|whether|what|only)|covers?|includes?|excludes?|leaves? out|left out|out of|only|nothing (?:but|else)|not (?:be )?(?:on|in|part|asked|tested|examined|relevant|covered|included)|contains?|consists? of|always|every (?:year|time)|guaranteed|certain|bound to|without fail|never|likely|favourite|favorite`
		)
	],
	[
		2,
		words(
			`takes? place|(?:is|are|will be|held|starts?|begins?|happens?) (?:held |\\w+ )?(?:on|in|at|from|next|tomorrow|${day}|this)|lasts?|takes? (?:\\w+ ){0,3}(?:hours?|minutes?)|hours?|minutes?|room|hall|gym|building|marked|graded|points|percent|%|open book|closed book|allowed|permitted|forbidden|banned|may (?:not )?(?:use|bring)|(?:can|may|must|will)(?: not)? (?:\\w+ )?(?:bring|use|choose|take|get|have|need|know|answer|write|be)|bring|calculators?|dictionary|cheat sheet|formula sheet|formulas? (?:sheet|are)|notes|choose|given|get|multiple choice|scheduled|moved|shifted|postponed|date|worth|counts?|weight(?:s|ed)?|need|need not|know|questions?|examiners?|seats?|student (?:id|card)|phones?|there will be|we will have|we are having|we have|next week|expect|open|in two weeks|you should`
		)
	]
];
const examined: Group = [
	[
		4,
		words(
			`(?:room|place|location|venue|hall) (?:for|of) (?:the|our|your|next|this) ${meet}(?: \\w+){0,3}? (?:changed|changes|moved|different|will be|is now)`
		)
	],
	[
		4.5,
		words(
			`(?:comes?|turns?|shows?|crops?) up (?:in |on )?(?:\\w+ )?(?:every|each|almost every|nearly every) (?:single )?(?:year|time|term|summer|exam|paper)|(?:class|lecture|session|seminar|we) (?:will |are going to |shall )?(?:start|begin|meet|finish|stop|end)s?(?: \\w+){0,6}? (?:instead of|rather than|from now on)|(?:classic|favourite|regular|staple) (?:in|of|on) (?:the|my|our) (?:exams?|finals?|midterms?|quiz|tests?|papers?)`
		)
	],
	[
		4.5,
		words(
			`(?:part of|among|of|in|outside|beyond) (?:what|the things|the topics|those|anything|everything) (?:i|we|they) (?:\\w+ )?(?:examine|ask|test|assess)|\\w+ (?:is|are) (?:examined|assessed)(?: ,| but| and| while)* (?:\\w+ ){1,4}?(?:is|are) not|(?:will|can|may|could) (?:not )?be (?:assessed|examined)|(?:is|are) (?:not )?assessed|you (?:can |may |should |will )*expect (?:a|one|two|at least one|some) (?:\\w+ )?questions?|beyond the scope of the (?:exam|midterm|final|test|quiz|course)`
		)
	],
	[
		4,
		words(
			`(?:questions|essay question|short question|long question|question (?:${number}|on the paper)) (?:is|are|will be|is going to be|are going to be) (?:about|on|from)|(?:first|last|second|third|listening|reading|writing|grammar|essay) (?:part|section|half) (?:of the (?:paper|exam|test|quiz) )?(?:is|will be|is going to be|counts|will ask|asks)`
		)
	],
	[
		4.5,
		words(
			'(?:it|this|that|these|they|which) (?:is|are|gets?|will be) (?:asked|examined|tested) (?:every|each|again|regularly|often|a lot|in (?:may|june|july|january|february))'
		)
	],
	[
		4,
		words(
			'formula sheet|points (?:out of|to pass)|to pass (?:the|this|you)|(?:percent|points|marks) to pass|(?:dates?|words?|terms?|formulas?|definitions?|names?|list|table|verbs?)(?: \\w+){0,5}? (?:need|needs|have|has|must|are) (?:to )?be (?:learned|learnt|known|memori[sz]ed)|(?:need|needs) to be (?:learned|learnt|known)'
		)
	],
	[
		4,
		words(
			`there will (?:not |also |definitely |certainly |probably )*be (?:\\w+ ){0,3}?(?:questions?|quiz|test|exam)|you (?:will |can |may |must |have to )?(?:get|have|are given|choose|pick|answer|select|be given) (?:\\w+ ){0,4}?(?:questions?|out of)|in (?:may|june|july|january|february|the summer|the autumn) (?:they|you|we|i) will (?:give|get|ask|have|be)`
		)
	],
	[
		4.5,
		words(
			`(?:expect|find|see|meet) (?:it|this|that|them|these|one|a question)(?: \\w+){0,3}? (?:in (?:the exam|may|june|july|january|february|the june|your exam)|on the exam)|excluded from|no (?:question|questions) (?:on|about) (?:that|this|it|them)|(?:i|we) (?:have )?(?:never|always) (?:ask|asked|set|put|examine|examined|test)|examiners (?:want|like|expect|look for|love|will|always)|formulas? (?:is|are|will be) (?:given|provided|printed)|(?:can|could|will|may) come up(?! again| when| later| often in| in (?:chapter|the next|a|our))|counts? for (?:\\w+ ){1,3}?(?:percent|of (?:your|the) (?:grade|mark|final))|pass mark|(?:three|two|one|four) hours ,? closed book|closed book|open book|(?:should|must|need to|have to|has to|ought to) be able to (?:recite|do|derive|draw|write|solve|name|explain|reproduce|label|compute|list|state|say|sketch|prove|translate)(?: \\w+){0,8}? (?:without|on your own|yourself|yourselves|unaided|in your sleep|blindfold|cold|blind)|no aids|without aids`
		)
	],
	[
		4.5,
		words(
			`(?:we|you) (?:\\w+ )?(?:do not|will not|are not going to|can not|will no longer) (?:meet|have (?:class|a lecture|a seminar|a tutorial|a session|lab))|we (?:\\w+ )?(?:skip|have to skip|will skip) (?:next|this|the|a)|(?:i|we) (?:have to|need to|must|will|are going to|am going to|had to|shall|ll) (?:move|cancel|postpone|shift|reschedule|swap|bring forward|call off|push) (?:\\w+ ){0,4}?(?:class|lecture|seminar|tutorial|session|lab|hour|hours|one|meeting|lesson|practical|to)|(?:course|class|lecture|seminar|semester|term|lab) (?:\\w+ )?(?:finishes|ends|starts|begins|moves|closes|runs) (?:\\w+ ){0,3}?(?:early|earlier|late|later|to|in)|(?:room|time|place|location|venue|date|schedule|timetable) (?:\\w+ ){0,5}?(?:has|have|is|will be|was) (?:\\w+ )?(?:changed|moved|different|new|swapped)|we (?:will )?(?:start|begin|finish|meet) (?:\\w+ ){0,3}?(?:later|earlier|early|late)(?: (?:next|on|this|tomorrow|than)| $|$)|i (?:will|am going to) hold (?:an? )?(?:extra|additional|special)|(?:replaced|substituted) by`
		)
	],
	[
		4.5,
		words(
			'(?:never|always|often|rarely|usually|regularly|seldom|frequently) (?:gets? |is |are |been |be |will be )?(?:examined|tested|asked)|gets? (?:\\w+ )?(?:asked|examined|tested)|(?:must|should|ha[sv]e? to|needs? to) be (?:memori[sz]ed|learned|learnt|known)|examinable|(?:will|might|could|may|can|wo|going to|is|are|get|gets|be) (?:not |also |never |definitely |certainly |probably |likely |only |always |still )*be (?:tested|examined|asked|on the (?:test|exam|final|midterm|quiz))|fair game|exam (?:material|relevant|question)|(?:relevant|material|important|essential) for the (?:exam|test|final|midterm|quiz)|on the (?:exam|midterm|quiz)|on the final(?! (?:day|step|stage|page|line))'
		)
	],
	[
		4.5,
		words(
			`by heart|off by heart|from memory|word for word|in your (?:head|sleep)|inside out|at your fingertips|commit (?:\\w+ ){1,4}?to memory|know (?:\\w+ ){1,5}?cold|know (?:\\w+ ){1,6}?backwards|second nature|off the top of your head|without (?:looking|notes|your notes|the (?:book|notes|atlas|sheet|table|slides|formula)|any (?:notes|help|aids|book|sheet)|a (?:calculator|book|sheet|table|dictionary|formula)|peeking|checking|consulting|reference|help|using (?:notes|your|a|the)|having to look|aids?|opening)`
		)
	],
	[
		4.5,
		words(
			'you (?:\\w+ ){0,2}?(?:must|need to|have to|should|ought to|are expected to|will need to|will have to) (?:\\w+ ){0,2}?(?:memori[sz]e|recite|reproduce|be able to (?:recite|reproduce|derive|draw|name|state|write|prove|label|list|define|identify|sketch|explain|recall|give))|(?:has|have) to be (?:in your head|learned|learnt|memori[sz]ed|known)|(?:expected|supposed) to (?:know|memori[sz]e|recite|recall)'
		)
	],
	[
		4.5,
		words(
			'i (?:\\w+ )?(?:ask|examine|test) (?:it|this|that|these|them|for|about|you on|only|every|for)(?! (?:you|to|not))|i (?:do not|never|always|often|do|will|will not|might|may|like to|love to|am going to|usually|only) (?:\\w+ )?(?:ask|examine|test)(?: (?:it|this|that|them|for|about|you on|these|only|on))?(?! (?:you to|you if))|(?:we|this class|this course) (?:\\w+ ){0,3}?(?:meet|meets|start|starts|begin|begins|move|are|will be) (?:\\w+ ){0,3}?(?:in (?:room|lecture|hall|building)|on zoom|online|an hour (?:earlier|later))|there will be (?:a |an |one |two |three |some |no |at least |only )*(?:\\w+ )?(?:quiz|test|exam|midterm|question|questions|final|oral)'
		)
	]
];

const meeting: Group = [
	[
		1.5,
		words(
			`class|classes|lectures?|seminars?|tutorials?|sessions?|labs?|practicals?|lessons?|office hours?|consultation(?: hours?)?|sections?|recitations?|workshops?|meetings?|colloquium|excursion|field trip|studio|rehearsals?|review|surgery|drop in`
		)
	]
];
const change: Group = [
	[
		3,
		words(
			'falls? on (?:a|the) (?:public |bank )?holiday|we (?:will )?meet (?:on|at|in|instead)|being (?:painted|renovated|repaired)'
		)
	],
	[2.5, words('(?:starts?|begins?|ends?|finishes) at \\w+')],
	[
		2.5,
		words(
			`(?:is|are|will be|takes place|happens|falls) (?:on|in|at) (?:the |next )?(?:${date}|${day}|room \\w+|lecture theatre|zoom)(?! of)`
		)
	],
	[
		3,
		words(
			`(?:is|are|has been|have been|will be|gets?|get|being|been|be|had to be|must be|needs to be|it is) (?:\\w+ )?(?:cancelled|moved|shifted|postponed|rescheduled|brought forward|pushed (?:back|forward)|put (?:off|back|forward)|called off|relocated|swapped|changed|dropped|suspended|delayed|extended|shortened|held (?:online|in|on|at|over)|on zoom|online|off|in room|in the|elsewhere)|(?:will|does|do|can|shall) not (?:take place|happen|be held|meet|be here|run|go ahead|be a)|(?:is|are) off|falls? through|drops? out|fall(?:s|ing)? (?:away|out)`
		)
	],
	[
		3,
		words(
			`no (?:\\w+ )?(?:class|classes|lecture|lectures|seminar|tutorial|session|lab|labs|lesson|lessons|office hours?|section|practical|meeting|course|workshop|teaching)|not (?:be |have |having )(?:a |any )?(?:class|classes|lecture|seminar|tutorial|lab|office hours)|(?:extra|additional|make ?up|catch ?up|replacement|another|one more|double|second|special|added|add|revision|review) (?:\\w+ )?(?:class|classes|lectures?|seminars?|tutorials?|sessions?|labs?|lessons?|practicals?|sections?|office hours?|meetings?|one)|there (?:is|are|will be|is going to be|are going to be) (?:two|three|a second|an?) (?:lectures?|classes|class|seminars?|tutorials?|sessions?|labs?)|(?:instead|rather than|from now on|starting (?:next|on|in|from|this)|as of|with effect)`
		)
	],
	[
		2.5,
		words(
			`(?:meets?|meeting|starts?|begins?|takes? place|held|move|moves|moving|switch|switches|swap|see you|gather|be) (?:\\w+ ){0,4}?(?:in (?:room|lecture|hall|building|the (?:lecture|big|small|large|library|lab|computer|main|other|old|new))|on zoom|online|at (?:${number}|quarter|half|\\d+)|an hour (?:earlier|later)|half an hour|earlier|later|(?:to|on|from) ${day}|next door)`
		)
	]
];

const waived: Group = [
	[
		4,
		words(
			`(?:do|need|should|will|must) not (?:please |even |be |just )*(?:e ?mail|mail|send|submit|hand|turn|bring|print|upload|buy|read|prepare|worry|bother|post|copy|collect|collecting|check|checking|memori[sz]e|write|take|tak(?:e|ing)|register|order|download|set|mark|grade)(?!(?: ,| \\w+){0,14}? (?:late|later|until|till|after|only|just|unless|without|instead|but|forget|more than|longer|last minute|deadline|rather)\\b)|(?:can|may|could) (?:\\w+ )?(?:leave|keep) (?:your|the|them|it|those)(?: \\w+){0,3} (?:at home|in your|behind|away|here)|do not (?:worry|bother|trouble|concern)|we will (?:just |simply )?(?:skip|drop|leave out)|not going to (?:\\w+ )?(?:collect|check|grade|mark|ask for)|to your ?sel(?:f|ves) ?,`
		)
	],
	[4, /, (?:where|what|which|how|why|who) (?:does|do|is|are|did|was|happens?) [^?]{1,60}\?$/u],
	[
		3.5,
		/^(?!.*\b(?:you|your|please)\b).*\bthey (?:\w+ )?(?:has|have|must|is|are|had|needs?|will|should|would)\b/u
	],
	[3, /^(?:and |but |so )?if (?:i|we|he|she|they|a|an|the|it|every|all|no) /u],
	[3, words('due to|was due|were due|due process|due diligence|in due course')],
	[
		2,
		words(
			`today we|today is|today i|(?<!because |since |week |week on |then |on )we (?:\\w+ )?(?:are going to|will) (?:\\w+ )?(?:talk|look|see|measure|discuss|travel|start|begin|go|turn|use|prove|derive|consider|study|learn|read|do|try|watch)`
		)
	],
	[
		4,
		words(
			`1[0-9]{3}|(?:eighteen|nineteen|seventeen|sixteen) (?:hundred|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)|century|centuries`
		)
	],
	[
		5,
		words(
			`(?:do|does|did|will|shall|would|should|are|is|were) not (?:\\w+ ){0,2}?(?:have to|need|needed|required|necessary|obliged|expected|expect|asking|ask|supposed|want you|going to (?:ask|set|give|collect)|mandatory|compulsory|an assignment|a homework|homework|due(?! until| before| till))|need not|no need|not (?:necessary|required|compulsory|mandatory|expected|obliged|asking|an assignment|homework)|nothing (?:to|for you|that you|is due|due|needs)|no (?:\\w+ )?(?:homework|assignments?|reading|readings|exercises?|problem sheet|problem set|sheet|deadline|essay|obligation|tasks?|preparation)|(?:nobody|no one|none of you) (?:has|have|needs?|is|will|must|should)|(?:is|are|will be) not (?:a |any )?(?:\\w+ )?(?:homework|sheet|assignment|exercise)|(?:decided|going) not to (?:set|give|assign|collect|ask)|never mind the|forget (?:about )?the (?:homework|exercise|sheet|assignment|reading)|you can (?:skip|ignore|forget|leave out)|may (?:skip|ignore)|spare you|exempt|optional|without having to|instead of (?:homework|an essay)|off the hook|let you off`
		)
	],
	[3, /^(?:and |but |so )?if (?!.*\b(?:you|your|anyone|anybody)\b)/u],
	[
		3.5,
		words(
			`(?<!because |since |as )i (?:will|am going to|shall) (?:(?!not )\\w+ )?(?:upload|put|post|send|bring|hand|give|show|publish|return|mark|email|share|print|come|explain|tell|add|go|talk|read|write|draw|start|begin|be(?! expecting| collecting| waiting| asking| ,|$| kind| strict| there| here| checking)|leave|try|do|make|use|prove|derive|repeat)|nothing you (?:need|have)|a (?:fresh|new|blank) (?:page|sheet)|right now|now please|look (?:here|closely|carefully)|look at(?!.{0,300}\\b(?:before|until|by|next|tomorrow|tonight|home|after)\\b)|(?:have|take) a (?:quick |close |closer |careful |good )*look(?!.{0,300}\\b(?:before|until|by|next|tomorrow|tonight|home|after)\\b)|notice|(?:turn|talk|chat|whisper|explain) (?:it )?to (?:your|the person)|your (?:neighbou?rs?|partner) (?:and|for|about|what)|swap|person (?:behind|next|beside)|raise (?:your|a) hand|hands up|take out|come round|come around|in the chat|tell me|for (?:one|two|three|five|ten|the next|a few|\\d+) minutes?|in (?:two|three|five|ten|\\d+) minutes|five minuets|close your (?:eyes|laptops|books)|let us(?! say| agree)|(?:hold|held) (?:it|them|your \\w+) up|(?:piece|sheet|slip) of paper|stop (?:talking|chatting)|quiet|turn to page|turn (?:\\w+ )?over|open (?:your|the) (?:books?|textbooks?)|count (?:them|how)|welcome|survived|good (?:morning|afternoon|evening)|guess|first word|on your screens?|at the (?:bored|board|back|front)|listen(?: to this| carefully| for)|pair up|think (?:of|about) (?:a|the|what|how|it)|take a (?:minute|moment|second|few|deep)|think for|discuss (?:this|with|it|for)|copy (?:this|that|it) down|(?:along|together|read|say|count|repeat|check|compute|try|it|this|them) with me|see whether|repeat after|go back to|compare with your`
		)
	]
];

const wish: Group = [
	[
		6,
		words(
			`(?:it|that) would be (?:so |very |really |quite )*(?:nice|lovely|wonderful|great|ideal|good|fun|fair|fairer|perfect|tempting) to (?:have|set|give|make|let|move|ask|skip|cancel|hold|do|spend|offer|replace|drop)|would never (?:agree|allow|let|permit|approve|forgive|accept)|will never (?:agree|allow|approve|permit)|i wish|if only|imagine|(?:just )?suppose|supposing|what if|were (?:i|we|you|a|the) (?:\\w+ )?(?:to|not)|had (?:i|we) |in an? (?:ideal|perfect|better|other|different|fairer|kinder) (?:\\w+ )?(?:world|life|curriculum|year|universe|course|university|department|term)|(?:would|could|might) (?:\\w+ ){0,2}?(?:love|happily|gladly|enjoy|be tempted|be (?:delighted|happy|thrilled|fun|unfair|cruel|evil|mean)|rather|have (?:to|been|liked|loved|given|set|asked|needed)|set|give you|move|make (?:a|an))(?! (?:you to|if you))|how i would|(?:could|would|might) (?:\\w+ )?(?:set|invent|write|imagine|make) (?:a|an|you)|(?:but|though|although|only) (?:there (?:simply )?is not|i never would|he is not|they do not|unfortunately)|would be (?:a|an) (?:\\w+ ){0,6}(?:assignment|homework|question|exam|exercise|project|essay|task)|tempted|one could|in theory i|dream(?:s|t|ed)? of|pretend|thought experiment|never would|nobody would|who would|there simply`
		)
	],
	[
		4.5,
		words(
			`if (?:i|we|he|she|they|it|students?|there|someone|somebody|anyone|the (?:exam|test|deadline|class|lecture|students)|this|that|these|one|everyone|every|homework|all|a student|people|exams) (?:\\w+ )?(?:were|was|had|could|would|asked|gave|ever|made|set|got|let|took|put|knew|did|came|wrote|only)`
		)
	]
];
const past: Group = [
	[
		4.5,
		words(
			`(?:years?|weeks?|months?|days?|centuries|decades|minutes) ago|yesterday|in those days|back then|at the time|in my day|used to|once upon|(?:when|while) (?:i|he|she|they) (?:was|were|wrote|did|had|took)|(?:in|of|by|since|until|before|after|around|about|the spring of|the year) (?:eighteen|nineteen|seventeen|sixteen|fifteen|fourteen|1\\d{3}|the (?:fifties|sixties|twenties|thirties|forties|seventies|eighties|nineties|middle ages|renaissance|war))|(?:previous|earlier) (?:years?|classes|cohorts?|courses?|students)|i gave|in the old|in the old days|the old exam|in fact he|originally`
		)
	],
	[
		2.5,
		words(
			`last (?:years?|term|semester|time|week|month|night|summer|spring|autumn|winter|${day}|century|ones?)(?! of)`
		)
	]
];
/** What happened, where nobody is spoken to. */
const happened: Group = [
	[
		3,
		notSpokenTo(
			`(?:pupils|schools|monks|boys|girls|children|scholars|scribes|apprentices|citizens|actors|poets|doctors|soldiers|sailors) (?:\\w+ ){0,3}?(?:\\w+ed|had|learnt|knew|were)`
		)
	],
	[
		3,
		notSpokenTo(
			`(?:he|she|they|students|candidates|participants|people|engineers|class|seminar|company|court|author|government|king|queen|team|committee|editor|patients?|the \\w+) (?:\\w+ )?(?:was|were|had|did|failed|missed|asked|told|refused|lost|promised|wrote|submitted|handed|finished|received|turned|sat|passed|took|got|had to|gave|sent|delivered|learned|learnt|recited|studied|prepared|registered|signed|began|became|worked|made|came|went)`
		)
	],
	[2.5, notSpokenTo(`(?:was|were|had|did) (?!due|not)`)]
];
const others: Group = [
	[
		3,
		words(
			'(?:in|of) the (?:control|experimental|treatment|placebo|comparison|second|first) group(?! must| should| will| has| have)'
		)
	],
	[
		3,
		words(
			'(?:(?:control|experimental|treatment|test|placebo|comparison) groups?|witness|witnesses|voters?|candidates?|captain|dancers?|pianists?|musicians?|singers?|actors?|actresses|apprentices?|novices?|cadets?|recruits?|sailors?|clerks?|nurses?|pilots?|astronauts?|athletes?|players?|drivers?|passengers?|taxpayers?|investors?|shareholders?|citizens|residents|farmers?|merchants?|sons?|daughters?|prince|princess|hero) (?:\\w+ )?(?:must|has|have|had|needs?|should|will|would|was|were)'
		)
	],
	[
		4,
		/^(?!.*\b(?:you|your|please)\b).*\b(?:he|she|his|her) (?:\w+ )?(?:has|have|must|is|are|had|needs?|will|should|would)\b/u
	],
	[
		4,
		words(
			`(?:my|our|his|her|an?) (?:old |former |first |late )?(?:professor|teacher|supervisor|tutor|colleague|sister|brother|daughter|son|friend|wife|husband|mother|father|nephew|niece|neighbou?r|dentist)(?: \\w+)?|another (?:course|group|class|department|university)|(?:second|third|first|other|fourth|final) years? (?:\\w+ )?(?:chemists?|physicists?|students|hand|have|write|take|in)|the other (?:group|class|course|section)|parallel (?:class|group|course)|(?:medical|law|engineering|history|biology|chemistry|physics|phd|doctoral|graduate) students (?:\\w+ )?(?:have|must|hand|write|take|sit|do|are)|at (?:oxford|cambridge|harvard|yale)|the (?:company|court|defendant|tenant|plaintiff|employer|employee|buyer|seller|patients?|bees|cell|enzyme|monks?|bank|government|ministry|emperor|peasants?|workers?|pilots?|astronauts?|lawyers?|doctors?|accountants?|firm|editor|publisher|landlord|contractor|supplier) (?:\\w+ )?(?:must|has|have|had|is|are|was|were|will|would|can|could|should|needs?|missed|\\w+ed|\\w+s)`
		)
	]
];
const question: Group = [
	[6, words('^(?:so |and )?any (?:questions?|comments?|volunteers?|ideas?|thoughts?|guesses)')],
	[
		6,
		words(
			'^(?:so |and |okay |well |right |now |but )*(?:(?:has|have|did|do|does|are|is|was|were) (?:you|we|i|they|he|she|it|there|this|that|everyone|everybody|any ?one|any ?body|some ?one|some ?body|any of|all of|all|most of)|(?:did|do|does|are|is|was|were) (?:your|my)|(?:has|did|does|are|is|was|were) (?:the|these|those)|who|whose|which|(?:when|where) (?:is|are|was|were|do|did|does|will|has|can)|how many|how much|any ?(?:one|body) (?:got|have|has|know|knows|want|wants|like|else|seen|done|remember|remembers|guess|tell|care|able|want to)|what (?:is|are|was|did|do|does|would|could|can|has|have|kind|about|happens|happened|else|makes|might))(?! (?:comes? (?:up|in)|you (?:need|have|must|should)|i (?:want|ask|expect|need|would)|remains|is (?:asked|examined|tested|due|on))) (?!(?:not forget|make sure|remember to|bring|note|hand|read)\\b)'
		)
	],
	[
		6,
		words(
			'can (?:some ?one|some ?body|any ?one|any ?body|you) (?:please )?(?:tell|remind|hear|see|explain|name|guess|spot|give me)|who can|who of|have you (?:all )?|did you|do you (?:still|remember|think|all)|are you all'
		)
	]
];
/** Other senses of the words, and mere emphasis. */
const subject: Group = [
	[
		3,
		words(
			`submit(?:s|ted)? to (?:a|the) (?:force|will|law|rule|king|pressure|power)|assignment (?:to|of) (?:a |the )?(?:variable|value|blame|roles)|register(?:s|ed)? (?:a|the|of) (?:change|shift|voice|soprano|load)|(?:t|f|z|litmus|turing|blood|stress|crash|screening|significance|hypothesis|convergence|ratio|root|integral|comparison|acid|flame|skin|pregnancy|rorschach|intelligence|iq|nuclear|drug|unit|integration|regression|usability|field|crash) (?:tests?|exam)|test (?:of|for|statistic|whether|tube|drive|case|subject|pilot|particle|charge|the hypothesis|how|every|each)|tests (?:every|each|whether|the|for)|quiz show|physical exam|on exam|eye exam|entrance exam|civil service|teaching exam|critical exam|exam of (?:the|a|an|his|her|their|each|every) (?!course|module|semester|term|year|class|unit|subject|seminar|series)\\w+|missed deadlines?|deadline (?:counts|scheduling|monotonic|first|miss|misses)|real time|class (?:struggle|of|system|conflict|consciousness|war|action|variable|method|hierarchy)|middle class|working class|upper class|homework of|home work in|lecture hall acoustics|putting out`
		)
	]
];
const emphasis: Group = [
	[
		2,
		words(
			`(?:must|need to|have to|should|do|please|to) (?:\\w+ )?(?:remember|understand|realise|realize|notice|note|see|bear in mind|keep in mind|appreciate|be careful|accept|admit|imagine|believe|distinguish|know that|assume)(?! to\\b)(?! \\w+ for the)|^(?:\\w+ )?(?:remember|note|notice|bear in mind|bare in mind|keep in mind|observe|recall|imagine|consider)(?! to\\b)(?! for the)`
		)
	]
];

export const english: Signs = {
	asked,
	deed,
	work: workGroup,
	unasked: 2,
	later,
	task,
	exam,
	asks,
	examined,
	meeting,
	change,
	waived: [...waived, ...emphasis],
	against: [wish, past, happened, others, question, subject]
};
