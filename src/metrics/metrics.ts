import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ProviderId } from '../integrations/contract.ts';
import { createFigures, type FigureSource } from './figures.ts';
import { createInstruments } from './instruments.ts';
import { createObservers, type Observers } from './observers.ts';

export interface Metrics {
  registry: Registry;
  observe: Observers;
  /** What else `/metrics` reads when it is asked. What cannot be read is left out, and `onError` told. */
  readFrom(source: FigureSource & { onError: (error: unknown) => void }): void;
  /** The page in Prometheus' text format. */
  page(): Promise<{ contentType: string; text: string }>;
}

/** All that is measured, in a registry of its own. */
export function createMetrics(options: { version: string; providers: ReadonlySet<ProviderId> }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const instruments = createInstruments(registry);
  instruments.buildInfo.set({ version: options.version }, 1);
  let readFigures = async () => {};
  return {
    registry,
    observe: createObservers(instruments, { ...options, elapsed: () => performance.now() }),
    readFrom(source) {
      const read = createFigures(instruments, source);
      readFigures = () => read().catch(source.onError);
    },
    async page() {
      await readFigures();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
