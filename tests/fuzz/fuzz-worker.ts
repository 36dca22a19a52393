import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { run } from './campaign';

const campaignSchema = z.object({
  kind: z.enum(['broken', 'valid']),
  runs: z.number(),
  seed: z.number(),
  path: z.string().optional(),
  folder: z.string(),
});

const { path, ...campaign } = campaignSchema.parse(workerData);
let told = 0;

void run({ ...campaign, ...(path === undefined ? {} : { path }) }, (done) => {
  if (Date.now() - told < 500) return;
  told = Date.now();
  parentPort?.postMessage({ done });
}).then((result) => parentPort?.postMessage({ result }));
