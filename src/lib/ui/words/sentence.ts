/** What is the matter, and what a person can do about it; `cure` is empty where nothing needs doing. */
export type Sentence = { what: string; cure: string };
