import { expect, test } from 'vitest';
import { shareOnDevice } from './profile.ts';

const ran = (provider: string) => ({ cat: 'Node', name: 'x_kernel_time', args: { provider } });

test('the share counts operations by the provider that ran them; other entries do not count', () => {
	const profile = [{ cat: 'Session' }, ran('CUDAExecutionProvider'), ran('CUDAExecutionProvider')];
	profile.push(ran('CUDAExecutionProvider'), ran('CPUExecutionProvider'));
	expect(shareOnDevice(profile, 'cuda')).toBe(0.75);
	expect(shareOnDevice(profile, 'webgpu')).toBe(0);
	expect(shareOnDevice([], 'cpu')).toBe(0);
});
