import { Hono } from 'hono';
import type { Engine, Load } from '#lib/protocol/index.ts';
import type { RecogniserMetrics } from '../recognition/port.ts';

type Deps = {
	version: string;
	engine: () => Engine;
	/** Whether rows can be written and at least one recogniser answers. */
	isReady: () => Promise<boolean>;
	/** Numbers only: no speech, no ids of lectures. */
	recognition: () => RecogniserMetrics & { load: Load };
	eventLoop: () => { p50Ms: number; p99Ms: number; maxMs: number };
};

/** `/health` for people and old clients, `/livez` and `/readyz` for whoever restarts and balances. */
export function healthRoutes({ version, engine, isReady, recognition, eventLoop }: Deps): Hono {
	const routes = new Hono();
	routes.get('/health', async (c) => {
		const ready = await isReady();
		const rssMB = Math.round(process.memoryUsage.rss() / 1024 / 1024);
		const status = ready ? 'healthy' : 'degraded';
		return c.json(
			{ status, version, engine: engine(), recognition: recognition(), eventLoop: eventLoop(), rssMB },
			ready ? 200 : 503
		);
	});
	routes.get('/livez', (c) => c.text('alive'));
	routes.get('/readyz', async (c) => ((await isReady()) ? c.text('ready') : c.text('not ready', 503)));
	return routes;
}
