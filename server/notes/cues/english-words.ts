/*
 * What was said in English, as the signs expect it: lower case, contractions written out, commas for all marks, words that a
 * recogniser takes for others put right where only one reading makes sense.
 */

const contractions: readonly (readonly [RegExp, string])[] = [
	[/[’‘]/gu, "'"],
	[/\bwon't\b/gu, 'will not'],
	[/\bcan't\b|\bcannot\b/gu, 'can not'],
	[/\bshan't\b/gu, 'shall not'],
	[/n't\b/gu, ' not'],
	[/\b(\w+)'ll\b/gu, '$1 will'],
	[/\b(\w+)'ve\b/gu, '$1 have'],
	[/\b(\w+)'re\b/gu, '$1 are'],
	[/\b(i)'m\b/gu, '$1 am'],
	[/\b(i|you|we|they|he|she|it|who|how)'d\b/gu, '$1 would'],
	[/\b(there|it|that|what|here|who|he|she|where)'s\b/gu, '$1 is'],
	[/\blet's\b/gu, 'let us'],
	[/'s?\b/gu, ''],
	[/\bwont\b/gu, 'will not'],
	[/\bcant\b/gu, 'can not'],
	[/\b(do|does|did|is|are|was|were|should|need|would|could|have|has|must)nt\b/gu, '$1 not'],
	[/\b(you|they|we)(re)\b(?<!were)/gu, '$1 are'],
	[/\b(you|they|i|we)ve\b/gu, '$1 have'],
	[/\b(you|they)ll\b/gu, '$1 will'],
	[/\bim (?=\p{L}+ing\b|not|still|going|away|ill|sorry|afraid|happy)/gu, 'i am '],
	[
		/\bid (?=like|love|strongly|suggest|rather|really|be|ask|recommend|want|appreciate|prefer|say)/gu,
		'i would '
	],
	[
		/\bill (?=be|give|collect|need|want|let|ask|expect|hold|put|post|send|upload|see|check|show|take|have)/gu,
		'i will '
	],
	[/\blets\b/gu, 'let us'],
	[/\b(there|that|what)s (?=no|a|the|not|due|an|for|your|on|in)/gu, '$1 is '],
	[/\bgonna\b/gu, 'going to'],
	[/\bgotta\b/gu, 'got to'],
	[/\bpls\b/gu, 'please']
];

/** Misheard phrases, by what is meant. Each is a phrase that makes no sense as it stands. */
const misheard: readonly (readonly [RegExp, string])[] = [
	[/\bbee (?=\p{L}+(?:ed|ing|en)\b|in|on|at|a|the|tested|asked|ready|able|due)/gu, 'be '],
	[/\binn (?=the|a|your|my|by|on|class|exam|week|room|touch)/gu, 'in '],
	[
		/\btoo (?=be|know|read|hand|bring|write|submit|get|have|do|learn|prepare|finish|send|register|revise|the|your|my|me)/gu,
		'to '
	],
	[
		/\b(final|quiz|exam|test|midterm|class|lecture|we|you|they|there|it|seminar|tutorial|session|lab|practical|course|oral|questions?) well (?=be|have|meet|need|not|take|cover|start|begin|include|ask)/gu,
		'$1 will '
	],
	[
		/\bnecks (?=week|time|class|lecture|month|monday|tuesday|wednesday|thursday|friday|session|seminar)/gu,
		'next '
	],
	[/\bare (?=next (?:week|class|meeting|session|lecture|seminar|lesson))/gu, 'our '],
	[/\bwood (?=you|like|be|the)/gu, 'would '],
	[/\bbe for (?=the|next|you|we|class|friday|monday|tuesday|wednesday|thursday)/gu, 'before '],
	[
		/\b(no|have|the|next|extra|this|not have|our|day|tomorrow|your) glass (?=on|is|this|next|tomorrow|will|today|at|moves|starts|has)/gu,
		'$1 class '
	],
	[/\boffice ours?\b/gu, 'office hours'],
	[/\b(an|half an|one|two|three|four|five|\d+|per|every|each|lunch|last|the) ours?\b/gu, '$1 hour'],
	[
		/\b(?:to|too) (?=(?:weeks|days|hours|pages|minutes|lectures|questions|chapters|sessions|problems|exercises|essays|tutorials|classes|paragraphs)\b)/gu,
		'two '
	],
	[
		/\b(?:in|at least|the next|about|exactly|another|first|last) (?:for|fore) (?=(?:weeks|days|hours|pages|questions|chapters)\b)/gu,
		'in four '
	],
	[/\bmid night\b|\bmidknight\b/gu, 'midnight'],
	[/\btess?\b|\btesst\b/gu, 'test'],
	[/\bpleas\b/gu, 'please'],
	[/\b(?:there|their) (?=will be|is no)/gu, 'there '],
	[/\bdead lines?\b/gu, 'deadline'],
	[/\bhome works?\b/gu, 'homework'],
	[/\bmid[ -]terms?\b/gu, 'midterm'],
	[/\bass? ?(?:sign|in) ?ment/gu, 'assignment'],
	[
		/\bexam(?:s|ed|it)? nation|\bex ?am(?:ination)?\b|\beggs? ?s?am\b|\bex sam\b|\bexem\b|\bexamine ?nation\b/gu,
		'exam'
	],
	[/\bquids\b|\bquizz?\b|\bquits on\b|\bkwiz\b|\bquiz is\b/gu, 'quiz'],
	[/\b(up|down|hand|print)[ -](load|loads|outs?)\b/gu, '$1$2'],
	[/\bsub mit\b|\bsummit your\b|\bsubmitt\b/gu, 'submit'],
	[/\bhalf to\b|\bhaft to\b|\bhave two (?=\p{L})|\bhave too (?=\p{L})/gu, 'have to '],
	[/\bneed two (?=(?:be|do|read|bring|write|hand|know|learn|submit|register)\b)/gu, 'need to '],
	[
		/\b(days?|this|next|last|every|each|per|coming|in|by|of the|of|two|one|three|four|final|first|the) weak(s?)\b/gu,
		'$1 week$2'
	],
	[/\bweak (one|two|too|three|four|for|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b/gu, 'week $1'],
	[/\b(?:fort[ -]night|fort(?: knight)?$)/gu, 'fortnight'],
	[
		/\b(is|are|be|sheet|essay|report|homework|it|assignment|draft|drafts|portfolios?|was|all) (?:dew|do|jew) (?=(?:on|by|at|next|tomorrow|this|in|back|before|tonight|friday|monday|tuesday|wednesday|thursday|saturday|sunday)\b)/gu,
		'$1 due '
	],
	[
		/\b(to|you|must|should|have to|need to|and|not|never) no (?=(?:\p{L}+ ){0,7}(?:by heart|by hart|from memory|inside out|without|off by|cold)\b)/gu,
		'$1 know '
	],
	[
		/\b(?:need|have|got|want|wants|wanted|ought|to|need) (?:to )?no (?=(?:the|all|this|these|it|them|how|that|what|which|where|every|your|for)\b)/gu,
		'need to know '
	],
	[/\b(?:to|must|should|need) no$/gu, 'to know'],
	[/\b(?:by|bye|buy) (?:hart|harts|heard|hear)\b/gu, 'by heart'],
	[/\b(?:from|form) (?:memry|memories|memo ?ry)\b/gu, 'from memory'],
	[/\bword for ward\b/gu, 'word for word'],
	[
		/\b(?:buy|bye) (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|noon|midnight|next|then|the end|the \p{L}+th\b|email)/gu,
		'by '
	],
	[/\bfri ?days?\b|\bfry ?day\b/gu, 'friday'],
	[/\bm[ou]n ?days?\b/gu, 'monday'],
	[
		/(?<!\b(?:for|in|within|after|every|have|least|only|another|next|of|took|takes|than) )\b(?:two|chews|tues) ?days? (?!ago|later|before|of|after)|\bchoose ?day\b/gu,
		'tuesday '
	],
	[/\bwed(?:ne|en|ns|n)s? ?days?\b|\bwhens ?day\b/gu, 'wednesday'],
	[/\b(?:thurs|thirst|first) ?days?\b(?! of)/gu, 'thursday'],
	[/\bsat(?:ur|er) ?days?\b/gu, 'saturday'],
	[/\b(?:sun|son) ?days?\b/gu, 'sunday'],
	[/\btoo? ?morrow\b|\btomorow\b/gu, 'tomorrow'],
	[/\b(?:too? ?night|to knight)\b/gu, 'tonight'],
	[/\bweak ?ends?\b|\bweek ends?\b/gu, 'weekend'],
	[/\bright up\b/gu, 'writeup'],
	[/\bwrite[ -]up\b/gu, 'writeup'],
	[/\bsign inn?\b/gu, 'sign in'],
	[/\bhand inn\b|\bhand it inn\b/gu, 'hand in'],
	[/\bturn inn\b/gu, 'turn in'],
	[
		/\b(?:reed|red) (?=(?:chapters?|pages?|sections?|the (?:chapter|article|paper|next|first|introduction|text)|up on)\b)/gu,
		'read '
	],
	[
		/\b(?:right|rite|wright) (?=(?:a|an|two|one|three|\d+|half|down|up|me) (?:pages?|paragraphs?|page|summary|essay|report|hundred|short|reflection)?)/gu,
		'write '
	],
	[/\b(?:brink|bringing?|brings) (?=your\b)/gu, 'bring '],
	[/\b(?:threw|thru) the\b/gu, 'through the'],
	[/\b(?:aloud|a loud) (?=in|for|during|on|to|at)/gu, 'allowed '],
	[/\b(no|not|are|is|be) (?:\p{L}+ )?aloud\b/gu, '$1 allowed'],
	[
		/\b(?:pass|passed|past) (?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)/gu,
		'past '
	],
	[/\bcancel+(?:ed|d|t)?\b|\bcan celled\b|\bcan cell?d\b/gu, 'cancelled'],
	[/\b(?:post pon(?:e|ed|d)|postponed?)\b/gu, 'postponed'],
	[/\bre ?(?:shed|sked)[a-z]*\b|\breschedul\w*/gu, 'rescheduled'],
	[/\bchapter (?:for|fore)\b/gu, 'chapter four'],
	[/\bchapter (?:too|to)\b/gu, 'chapter two'],
	[/\bclass mates?\b/gu, 'classmates'],
	[/\bleck ?ture\b|\blectur\b|\blecher\b/gu, 'lecture'],
	[/\bsemi ?nar\b|\bsemi now\b/gu, 'seminar'],
	[/\btoo?tor ?ial\b|\btutori(?:o|a)l?\b/gu, 'tutorial'],
	[/\bpear\b(?= (?:of|has|must|should|will|needs))/gu, 'pair'],
	[/\bcoarse\b/gu, 'course'],
	[/\bmourning\b/gu, 'morning'],
	[/\bwens? ?days?\b/gu, 'wednesday'],
	[/\bwho ever\b/gu, 'whoever'],
	[/\bevery body\b/gu, 'everybody'],
	[/\bevery one (?=of|should|must|has|needs|will|please)/gu, 'everyone '],
	[/\brevize\b|\brevice\b/gu, 'revise'],
	[/\bsyllabuses\b|\bsilly ?bus\b|\bsyllabu\b/gu, 'syllabus'],
	[/\bi (?:asked|ask) it every (?:ear|year)\b/gu, 'i ask it every year']
];

/** Long words of the signs; one wrong, missing or doubled letter in them is put right. */
const longWords = new Set(
	`homework deadline assignment assignments presentation presentations examination midterm chapter chapters exercise exercises
submit register registered prepare prepared practise practice worksheet worksheets questionnaire portfolio portfolios
bibliography dissertation proposal lecture lectures seminar tutorial cancelled postponed rescheduled tomorrow tonight weekend
monday tuesday wednesday thursday saturday january february october november december september august
calculator calculators dictionary laptop laptops textbook revise revision review upload download signed enrol
memory heart examinable syllabus excluded included tested tests semester moodle canvas before finish complete
report reports essay essays draft drafts summary outline project projects problems sheet sheets readings`.split(
		/\s+/u
	)
);
const byLength = Map.groupBy(longWords, ({ length }) => length);
/** Words of one letter's difference to those that are words of their own. */
const ownWords = new Set(
	`adventure prepares lectured summery drawn drafty assay crafts draft heard hearth sheets sheer sleet reviews preview previews
revised prepare problem port reported reporter lecturer exercised exercises registers submits chapters complete completed
completes finishes tutor memoirs includes excludes texted rests tents nests vests bests jests pests quiz shorts sorts
practised practices essayed before befog register regular augustus finish finnish draught dictionary earth hearts hears
completed presentation sheep sleets signet signed sighed singed signer signal reading readings heading headings wedding leading beadings
finishing resort retort rapport export import reports deports retorts resorts trashed chased object reject projects protects prospect objects subjects rejects protect drafted crafted grafts drifts shafts tested tasted listed rested vested nested bested jested toasted texts test tests text tasks taste tasted testy tense tens`.split(
		/\s+/u
	)
);

/** Short words whose last letter was cut. */
const cut = new Map(
	`with you your this take make hold have must should before without following each please bring write class lecture seminar
tutorial next about until after today tomorrow tonight submit register prepare need from finish chapter exercise because
examination monday tuesday wednesday thursday friday saturday sunday`
		.split(/\s+/u)
		.map((word) => [word.slice(0, -1), word] as const)
		.filter(([short]) => !['you', 'nee'].includes(short))
);

function mended(word: string): string {
	const whole = cut.get(word);
	if (whole !== undefined) return whole;
	if (word.length < 5 || longWords.has(word) || ownWords.has(word)) return word;
	for (const length of [word.length, word.length + 1, word.length - 1])
		for (const known of byLength.get(length) ?? [])
			if (known.length >= 6 && known[0] === word[0] && isNear(word, known)) return known;
	return word;
}

/** Whether one letter replaced, left out, put in, or two neighbours exchanged make one word the other. */
function isNear(a: string, b: string): boolean {
	let from = 0;
	while (from < a.length && a[from] === b[from]) from++;
	let [endA, endB] = [a.length, b.length];
	while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
	const [left, right] = [a.slice(from, endA), b.slice(from, endB)];
	if (left.length <= 1 && right.length <= 1) return true;
	return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

export function englishOf(text: string): string {
	let plain = ` ${text.toLowerCase()} `;
	for (const [from, to] of contractions) plain = plain.replace(from, to);
	plain = plain.replace(/\b([ap])\.? ?m\b\.?/gu, '$1m').replace(/(\d)[.:](\d)/gu, '$1:$2');
	const isQuestion = /\?\s*$/u.test(plain);
	const words = plain.match(/[\p{L}\p{N}%]+(?::\d+)?|[^\p{L}\p{N}\s%'-]+/gu) ?? [];
	const kept = words.map((word) => (/[\p{L}\p{N}]/u.test(word) ? mended(word) : ','));
	let even = kept
		.filter((word, at) => word !== kept[at - 1])
		.join(' ')
		.replace(/^[, ]+|(?<![, ])[, ]+$/gu, '');
	for (const [from, to] of misheard) even = even.replace(from, to);
	return isQuestion ? `${even} ?` : even;
}
