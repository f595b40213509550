import { randomBytes } from 'node:crypto';
import type { LowSync } from 'lowdb';
import type { Notice, Person } from '../../page-api.ts';
import type { AppManifest } from '../manifest.ts';
import { APP, PEOPLE } from './seed.ts';
import type { WorkspaceState } from './state.ts';
import { openStore } from './store.ts';
import { Triggers } from './triggers.ts';

export interface WorkspaceOptions {
  manifest: AppManifest;
  /** Public base of the sandbox, without a trailing slash. */
  baseUrl: () => string;
  statePath?: string | undefined;
  now: () => Date;
  /** Gives the part of an id after its prefix, in Slack's capitals and digits. */
  randomId?: (() => string) | undefined;
}

/** Oldest notices give way above this many a person. */
const MAX_NOTICES = 20;

/** The pretend workspace's state with what every part of the server needs to read and change it. */
export class Workspace {
  readonly manifest: AppManifest;
  readonly baseUrl: () => string;
  readonly now: () => Date;
  readonly triggers: Triggers;
  /** Told of each event in the workspace that an app may subscribe to. */
  onEvent: (event: Record<string, unknown>) => void = () => {};
  readonly #store: LowSync<WorkspaceState>;
  readonly #randomId: () => string;
  readonly #listeners = new Set<() => void>();
  readonly #notices = new Map<string, Notice[]>();

  constructor(options: WorkspaceOptions) {
    this.manifest = options.manifest;
    this.baseUrl = options.baseUrl;
    this.now = options.now;
    this.#randomId = options.randomId ?? (() => randomBytes(6).toString('hex').toUpperCase());
    this.#store = openStore(options.statePath);
    this.triggers = new Triggers(this.now, () => `${this.nextTs()}.${this.newId('').toLowerCase()}`);
  }

  get state(): WorkspaceState {
    return this.#store.data;
  }

  /** Makes what was changed in `state` durable, then tells listeners. Throws where the file cannot be written. */
  commit(): void {
    this.#store.write();
    this.#changed();
  }

  /** Calls `listener` after each change; gives the function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  newId(prefix: string): string {
    return `${prefix}${this.#randomId()}`;
  }

  /** The next message timestamp, `seconds.microseconds`: unique, and later than all before it. */
  nextTs(): string {
    const micros = Math.max(this.now().getTime() * 1000, this.state.lastTimestamp + 1);
    this.state.lastTimestamp = micros;
    return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
  }

  /** The bot as a member of the workspace, named by the app's manifest. */
  get bot(): Person {
    const name = this.manifest.features.bot_user.display_name;
    return { id: APP.botUserId, name: name.toLowerCase(), realName: name, title: 'app', isBot: true };
  }

  /** The person or bot with this id. */
  member(id: string): Person | undefined {
    return id === APP.botUserId ? this.bot : PEOPLE.find((person) => person.id === id);
  }

  /** What Slack itself has told the person, newest last. */
  notices(user: string): Notice[] {
    return this.#notices.get(user) ?? [];
  }

  notify(user: string, text: string): void {
    const notices = [...this.notices(user), { id: this.newId('N'), text }];
    this.#notices.set(user, notices.slice(-MAX_NOTICES));
    this.#changed();
  }

  dismiss(user: string, noticeId: string): void {
    this.#notices.set(
      user,
      this.notices(user).filter(({ id }) => id !== noticeId),
    );
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
