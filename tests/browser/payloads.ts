/* What others have tried to run in a page; each says `ran(…)` if it does, or asks evil.example for something. */

const evil = 'https://evil.example';

/** HTML that runs where text is taken for markup. */
export const markup = [
	`<script>ran('script')</script>`,
	`<img src=x onerror="ran('img')">`,
	`<img src="${evil}/pixel.png">`,
	`<svg onload="ran('svg')"><use href="${evil}/a.svg#a"></use></svg>`,
	`<svg><script>ran('svg script')</script></svg>`,
	`<iframe srcdoc="<script>parent.ran('srcdoc')</script>"></iframe>`,
	`<iframe src="javascript:parent.ran('iframe')"></iframe>`,
	`<object data="${evil}/o.swf"></object><embed src="${evil}/e.swf">`,
	`<link rel=stylesheet href="${evil}/s.css"><style>@import '${evil}/t.css';</style>`,
	`<base href="${evil}/"><meta http-equiv=refresh content="0;url=${evil}">`,
	`<details open ontoggle="ran('toggle')">x</details>`,
	`<input autofocus onfocus="ran('focus')"><form action="${evil}"><button>x</button></form>`,
	`<math><mtext></p><style><img src=x onerror="ran('mxss')"></style></mtext></math>`,
	`<noscript><p title="</noscript><img src=x onerror=ran('noscript')>">`,
	`<audio src="${evil}/a.mp3" autoplay></audio><video poster="${evil}/p.png"></video>`,
	`<div style="background:url(${evil}/b.png)">x</div>`,
	`</script><script>ran('break')</script>`,
	`"><img src=x onerror=ran('attribute')>`,
	`{@html "<img src=x onerror=ran('svelte')>"} {{constructor.constructor("ran('template')")()}}`,
	'${ran("literal")}'
];

/** Markdown whose links and pictures lead where they should not. */
export const links = [
	`[a](javascript:ran('js'))`,
	`[a](JaVaScRiPt:ran('case'))`,
	`[a](&#106;avascript:ran('entity'))`,
	`[a](java\nscript:ran('newline'))`,
	`[a](data:text/html,<script>ran('data')</script>)`,
	`[a](vbscript:ran('vb'))`,
	`[a](file:///etc/passwd)`,
	`[a](//evil.example/x)`,
	`[a](/api/session)`,
	`[a]( https://evil.example/"onmouseover="ran('title') "x")`,
	`<javascript:ran('autolink')>`,
	`![p](${evil}/pixel.png)`,
	`![p](javascript:ran('picture'))`,
	`![p][r]\n\n[r]: ${evil}/ref.png`,
	`[![p](${evil}/in-link.png)](${evil})`,
	'```html" onmouseover="ran(1)\n<img src=x onerror=ran(2)>\n```',
	`| a | b |\n|---|---|\n| <img src=x onerror=ran('cell')> | ![p](${evil}/cell.png) |`
];

/** Formulas that would fetch, run, or never end. */
export const formulas = [
	String.raw`\href{javascript:ran('href')}{x}`,
	String.raw`\url{javascript:ran('url')}`,
	String.raw`\includegraphics{${evil}/tex.png}`,
	String.raw`\htmlData{x" onmouseover="ran('data')=1}{y}`,
	String.raw`\htmlId{a"><img src=x onerror=ran('id')>}{y}`,
	String.raw`\htmlStyle{background:url(${evil}/style.png)}{y}`,
	String.raw`\htmlClass{x" onclick="ran('class')}{y}`,
	String.raw`\text{<img src=x onerror=ran('text')>}`,
	String.raw`\def\a{\a\a}\a`,
	String.raw`\def\b#1{\b{#1#1}}\b{x}`,
	String.raw`\rule{1000000em}{1000000em}`,
	String.raw`\color{red;background:url(${evil}/color.png)}x`,
	String.raw`\unknown{<script>ran('unknown')</script>}`,
	`${'x^{'.repeat(400)}${'}'.repeat(400)}`,
	'a'.repeat(50_000),
	`</span><script>ran('close')</script>`
];
