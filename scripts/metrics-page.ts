import type { Registry } from 'prom-client';
import { LABELS } from '../src/metrics/instruments.ts';

interface Described {
  name: string;
  help: string;
  type: string;
  labelNames: readonly string[];
}

/** `docs/metrics.md`, from the registry itself. */
export function metricsPage(registry: Registry): string {
  // prom-client gives its metrics themselves, though its types tell only a part of them.
  const metrics = registry.getMetricsAsArray() as unknown as Described[];
  const ours = metrics.filter(({ name }) => name.startsWith('buildrunner_'));
  const defaults = metrics.filter((metric) => !ours.includes(metric));
  const labels = Object.entries(LABELS).map(([name, values]) => [code(name), values]);
  return `# Metrics

\`GET /metrics\` tells in [Prometheus' text format](https://prometheus.io/docs/instrumenting/exposition_formats/) what
BuildRunner does. It needs \`BUILDRUNNER_API_TOKEN\`, like the API; without one it is closed. How to scrape it and what to
be alerted of stands in [operations](operations.md#monitoring).

This page is made from the code: \`npm run docs:metrics\`. A test holds it to that.

## BuildRunner's own

${table(['metric', 'type', 'labels', 'what it tells'], ours.map(row))}

## What the labels hold

No label holds what a person or a vendor typed, so the number of series is bounded.

${table(['label', 'values'], labels)}

## The process

From prom-client, for every Node program alike.

${table(['metric', 'type', 'labels', 'what it tells'], defaults.map(row))}
`;
}

function row({ name, type, labelNames, help }: Described): string[] {
  return [code(name), type, labelNames.map(code).join(', '), help];
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Aligned, as the formatter wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((cells) => cells[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  );
}
