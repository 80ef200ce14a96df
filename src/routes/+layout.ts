/** The pages run in the browser alone: they must start with no network. */
export const ssr = false;
export const prerender = false;
