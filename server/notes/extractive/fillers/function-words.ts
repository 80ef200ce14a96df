export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter(Boolean));

/** Words that begin a clause and can be neither a name, nor a unit, nor an item of a list. */
export const clauseOpeners = setOf(`
a an the this these those there here i we you they he she it my our your their his her its
i'm i've i'll i'd we're we've we'll you're you've you'll they're they've they'll he's she's it's that's there's here's
let let's what who when where why how which what's who's where's how's if because
today now today's suppose imagine remember please`);

/** The same after a comma, where also a preposition or a question begins a clause. */
export const clauseOpenersAfterComma = new Set([
	...clauseOpeners,
	...setOf(`that in on at for with from as to by is are was were do does did can could have has will would should
	about after before since while once most every each some all first next think note`)
]);

/** Words that say nothing alone: what stands between two of them is part of no term. */
export const functionWords = new Set([
	...clauseOpenersAfterComma,
	...setOf(`me us them him of and or but so then than not no be been being am had may might must shall get got go going
	want wanted need needed just like really very much many more`)
]);

const numeral =
	setOf(`zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
billion trillion half quarter third point several few hundredth thousandth tenth`);

/** Whether a word is a number or part of one. */
export const isNumeral = (lower: string): boolean => numeral.has(lower) || /\p{N}/u.test(lower);

export const units =
	setOf(`nm um mm cm dm m km pm hm ml cl dl l kl mg g kg ug ms s us ns min h hz khz mhz ghz v kv mv a ma
ah mah wh kwh w kw mw uh nh mh uf nf pf pa kpa mpa ph mol kb mb gb tb er db`);
