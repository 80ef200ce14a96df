import { install, type InstallOptions } from '../../server/models/install.ts';

/** Installs a model in a process of its own, as the first argument (JSON) says, and prints the outcome as JSON. */
const { uid, ...options } = JSON.parse(process.argv[2]!) as InstallOptions & { uid?: number };
if (uid !== undefined) process.setuid?.(uid);
const outcome = await install({ ...options, env: {} });
process.stdout.write(`${JSON.stringify(outcome)}\n`);
