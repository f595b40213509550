import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { PretendOptions, Timers } from '../provider.ts';
import { openStateFile } from '../state-file.ts';
import { createCourier, type DeliveryRules } from './courier.ts';
import type { Delivery } from './deliveries.ts';
import type { RandomBytes } from './ids.ts';

/** The world, the clock and what moves with it. Whoever changes the world calls `commit` before answering. */
export interface Engine<World, Ids, Links> {
  readonly world: World;
  readonly ids: Ids;
  readonly links: Links;
  readonly timers: Timers;
  /** Epoch milliseconds. */
  now(): number;
  /** Makes out what webhooks are due, resolves once the world is safe on disk, and only then sends them. */
  commit(): Promise<void>;
  /** The same, where no request waits for it: a failure goes to `onError`. */
  commitLater(): void;
  onChange(listener: () => void): () => void;
  start(): void;
  close(): Promise<void>;
}

/** What is a vendor's own. */
export interface Vendor<Sent extends Delivery, World extends { deliveries: Sent[] }, Ids, Links> {
  schema: z.ZodType<World>;
  ids(random: RandomBytes): Ids;
  links(baseUrl: () => string): Links;
  /** The world a newcomer finds. */
  seed(now: number, ids: Ids): World;
  deliveries(world: World, now: () => number): DeliveryRules<Sent>;
  /** Makes out the deliveries due because things have changed by themselves or by someone's act. */
  announce?(engine: Engine<World, Ids, Links>): void;
  /** When the things of the world change next by themselves; undefined for each that does not. */
  nextChanges?(world: World, now: number): (number | undefined)[];
}

export function openEngine<Sent extends Delivery, World extends { deliveries: Sent[] }, Ids, Links>(
  options: PretendOptions,
  vendor: Vendor<Sent, World, Ids, Links>,
): Engine<World, Ids, Links> {
  const now = () => options.now().getTime();
  const ids = vendor.ids(options.random ?? randomBytes);
  const file = openStateFile(options.statePath, (value) => vendor.schema.parse(value));
  const world = file.read() ?? vendor.seed(now(), ids);
  const listeners = new Set<() => void>();
  const commitLater = () => void commit().catch(options.onError);
  const courier = createCourier(vendor.deliveries(world, now), { now, settled: commitLater });
  let running = false;
  let disarm = () => {};

  async function commit(): Promise<void> {
    vendor.announce?.(engine);
    await file.save(world);
    for (const listener of listeners) listener();
    if (!running) return;
    courier.sendDue(world.deliveries);
    arm();
  }

  /** One timer for everything: it rings when the next thing is due. */
  function arm(): void {
    disarm();
    const time = now();
    const changes = vendor.nextChanges?.(world, time) ?? [];
    const due = [...changes, courier.nextDueAt(world.deliveries)].filter((at) => at !== undefined);
    if (due.length > 0) disarm = options.timers.after(Math.max(0, Math.min(...due) - time), commitLater);
  }

  const engine: Engine<World, Ids, Links> = {
    world,
    ids,
    links: vendor.links(options.baseUrl),
    timers: options.timers,
    now,
    commit,
    commitLater,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      running = true;
      commitLater();
    },
    async close() {
      running = false;
      disarm();
      await courier.close();
      await file.settled();
    },
  };
  return engine;
}
