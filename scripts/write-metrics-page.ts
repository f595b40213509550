import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMetrics } from '../src/metrics/metrics.ts';
import { metricsPage } from './metrics-page.ts';

/** Writes `docs/metrics.md`: `npm run docs:metrics`. */
const { registry } = createMetrics({ version: '', providers: new Set() });
await writeFile(join(import.meta.dirname, '../docs/metrics.md'), metricsPage(registry));
