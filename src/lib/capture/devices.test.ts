import { describe, expect, it } from 'vitest';
import { newsOf } from './devices.ts';

const input = (deviceId: string, groupId: string) => ({ kind: 'audioinput' as const, deviceId, groupId });
const both = [input('default', 'built-in'), input('a', 'built-in'), input('b', 'headset')];

describe('newsOf', () => {
	it('has none while the device is there', () => {
		expect(newsOf({ deviceId: 'b', groupId: 'headset' }, both)).toBeUndefined();
		expect(newsOf({ deviceId: 'default', groupId: 'built-in' }, both)).toBeUndefined();
	});

	it('sees that the chosen device has gone', () => {
		expect(newsOf({ deviceId: 'b', groupId: 'headset' }, both.slice(0, 2))).toBe('gone');
		expect(newsOf({ deviceId: 'b' }, [])).toBe('gone');
	});

	it('sees that the device behind the default has gone', () => {
		const left = [input('default', 'built-in'), input('a', 'built-in')];
		expect(newsOf({ deviceId: 'default', groupId: 'headset' }, left)).toBe('gone');
	});

	it('sees that the system would choose another now, and leaves alone what a person chose', () => {
		const changed = [input('default', 'headset'), ...both.slice(1)];
		expect(newsOf({ deviceId: 'default', groupId: 'built-in' }, changed)).toBe('default-changed');
		expect(newsOf({ deviceId: 'a', groupId: 'built-in' }, changed)).toBeUndefined();
	});

	it('believes no list that hides its devices', () => {
		expect(newsOf({ deviceId: 'a' }, [input('', '')])).toBeUndefined();
		expect(newsOf({}, both)).toBeUndefined();
	});
});
