import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metricsPage } from '../../scripts/metrics-page.ts';
import { LABELS } from '../../src/metrics/instruments.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';

const { registry } = createMetrics({ version: '', providers: new Set() });
const ours = registry.getMetricsAsArray().filter(({ name }) => name.startsWith('buildrunner_'));

// Elsewhere prom-client knows less of the process.
it.runIf(process.platform === 'linux')('is what `npm run docs:metrics` writes', () => {
  expect(readFileSync('docs/metrics.md', 'utf8')).toBe(metricsPage(registry));
});

it('names metrics as Prometheus’ conventions have it', () => {
  for (const { name, type } of ours) {
    expect(name).toMatch(/^buildrunner_[a-z_]+[a-z]$/);
    expect(name.endsWith('_total'), `${name} is a ${type}`).toBe(String(type) === 'counter');
    if (String(type) === 'histogram') expect(name).toMatch(/_(seconds|bytes)$/);
  }
});

it('explains every label and no other', () => {
  const used = ours.flatMap((metric) => (metric as unknown as { labelNames: string[] }).labelNames);
  expect(Object.keys(LABELS).sort()).toEqual([...new Set(used)].sort());
});
