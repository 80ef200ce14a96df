/** What a model runs on, by the names of the runtime's execution providers. */
export const devices = ['cpu', 'cuda', 'webgpu', 'coreml'] as const;
export type Device = (typeof devices)[number];

/** What a person may ask for; `auto` is the fastest device that gives the pieces of the processor. */
export const deviceWishes = ['auto', ...devices] as const;
export type DeviceWish = (typeof deviceWishes)[number];
