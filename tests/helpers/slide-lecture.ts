import type { Slide } from '#lib/protocol/index.ts';

type Part = { title: string; text: string; said: string[] };

/** A lecture made for this: what was said to each slide, with asides, a look back and words that slides share. */
const parts: Record<'en' | 'zh', Part[]> = {
	en: [
		{
			title: 'Photosynthesis',
			text: 'Energy from light\nWhere it happens: chloroplasts',
			said: [
				'Good morning everybody, please find a seat.',
				'Today we talk about photosynthesis, how plants take energy from light.',
				'All of it happens in small bodies called chloroplasts.',
				'You have seen chloroplasts under the microscope last week.'
			]
		},
		{
			title: 'Chlorophyll and colour',
			text: 'Absorbs red and blue\nReflects green',
			said: [
				'So why are leaves green?',
				'Chlorophyll absorbs red light and blue light.',
				'The green part is reflected, and that is the colour that you see.',
				'In autumn the chlorophyll breaks down and other colours show.'
			]
		},
		{
			title: 'The light reactions',
			text: 'Water is split\nOxygen is released\nATP and NADPH',
			said: [
				'Now the first half of the process, the light reactions.',
				'Water is split, and oxygen is released through the leaf.',
				'What we keep is ATP and NADPH.',
				'Somebody asked whether this works at night. It does not, it needs light.',
				'Remember ATP and NADPH, they come back in a moment.'
			]
		},
		{
			title: 'The Calvin cycle',
			text: 'Rubisco fixes carbon dioxide\nSugar is made',
			said: [
				'The second half is called the Calvin cycle.',
				'An enzyme called rubisco fixes carbon dioxide.',
				'Rubisco is the most common protein on earth.',
				'It uses the ATP and the NADPH from before, and sugar is made.',
				'Three turns of the cycle for one small sugar.'
			]
		},
		{
			title: 'Limits of the rate',
			text: 'Temperature\nConcentration of carbon dioxide\nStomata close in drought',
			said: [
				'What limits the rate of all this?',
				'Temperature is one thing, enzymes stop working in the heat.',
				'The concentration of carbon dioxide is another.',
				'And in a drought the stomata close, so nothing comes in.',
				'For next week please read the chapter on stomata.'
			]
		}
	],
	zh: [
		{
			title: '傅里叶级数',
			text: '周期函数\n正弦与余弦',
			said: [
				'同学们好，我们开始上课。',
				'今天讲傅里叶级数，就是把周期函数写成正弦与余弦。',
				'周期函数大家在高中都见过。'
			]
		},
		{
			title: '系数的计算',
			text: '正交性\n积分求系数',
			said: [
				'那么系数怎么计算呢？',
				'关键是正交性。',
				'两边乘以余弦再积分，就得到系数。',
				'积分的区间取一个周期。'
			]
		},
		{
			title: '收敛与吉布斯现象',
			text: '狄利克雷条件\n间断点附近的振荡',
			said: [
				'级数什么时候收敛？要看狄利克雷条件。',
				'在间断点附近会有振荡。',
				'这个叫吉布斯现象，振荡的高度不会变小。',
				'考试常常考吉布斯现象。'
			]
		},
		{
			title: '卷积定理',
			text: '时域卷积\n频域相乘',
			said: [
				'最后是卷积定理。',
				'时域的卷积等于频域的相乘。',
				'滤波器就是这样工作的，卷积变成相乘。',
				'作业是证明卷积定理。'
			]
		}
	]
};

/** The slides of a made lecture, and its lines with the slide that each was said to. */
export function lectureOnSlides(language: 'en' | 'zh') {
	const deck = parts[language];
	const slides: Slide[] = deck.map(({ title, text }, index) => ({
		number: index + 1,
		title,
		text,
		notes: '',
		hidden: false
	}));
	const lines = deck.flatMap(({ said }, index) =>
		said.map((text, n) => ({ id: `${index}.${n}`, text, slide: index + 1 }))
	);
	return { slides, lines };
}
