import type { Issue, IssueChanges, IssueDraft, IssueTracker } from '../../src/integrations/contract.ts';
import { ProviderError } from '../../src/integrations/errors.ts';

/** A tracker in memory that stores texts in its own way, as trackers do: without blanks at the ends of lines. */
export class FakeTracker implements IssueTracker {
  readonly issues = new Map<string, Issue & { marker?: string }>();
  readonly calls: string[] = [];
  /** Thrown by the next calls of a method; after the deed where the answer gets lost. */
  readonly failures: { method: string; error: Error; afterTheDeed?: boolean }[] = [];
  /** Done by others during the next calls of a method: after it was read, before it is answered. */
  readonly meanwhile: { method: string; run: () => Promise<unknown> }[] = [];
  readonly #now: () => Date;
  #ticks = 0;
  pageSize = 50;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async search(text: string): Promise<Issue[]> {
    this.#called('search', text);
    await this.#letOthers('search');
    return [...this.issues.values()].filter(({ title }) => title.includes(text));
  }

  async get(externalId: string): Promise<Issue> {
    this.#called('get', externalId);
    const issue = this.must(externalId);
    await this.#letOthers('get');
    return issue;
  }

  async atUrl(url: URL): Promise<Issue | undefined> {
    const key = url.host === 'tracker.example' ? url.pathname.slice(1) : '';
    if (key === '') return undefined;
    this.#called('atUrl', key);
    await this.#letOthers('atUrl');
    const issue = [...this.issues.values()].find((candidate) => candidate.key === key);
    if (issue) return issue;
    throw new ProviderError('not_found', 'It is gone.');
  }

  async create(draft: IssueDraft): Promise<Issue> {
    const failure = this.#called('create', draft.title);
    if (failure && !failure.afterTheDeed) throw failure.error;
    const issue = this.add(draft);
    if (failure) throw failure.error;
    return issue;
  }

  async findByMarker({ marker }: IssueDraft): Promise<Issue | undefined> {
    this.#called('find', marker);
    return [...this.issues.values()].find((issue) => issue.marker === marker);
  }

  async update(externalId: string, changes: IssueChanges): Promise<Issue> {
    const failure = this.#called('update', `${externalId} ${Object.keys(changes).join(',')}`);
    if (failure && !failure.afterTheDeed) throw failure.error;
    const issue = this.edit(externalId, changes);
    if (failure) throw failure.error;
    return issue;
  }

  async *changedSince(cursor: string | undefined) {
    this.#called('changedSince', cursor ?? 'all');
    const changed = [...this.issues.values()]
      .filter(({ updatedAt }) => cursor === undefined || updatedAt.toISOString() > cursor)
      .sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime());
    for (let index = 0; index < changed.length; index += this.pageSize) {
      const issues = changed.slice(index, index + this.pageSize);
      yield { issues, cursor: issues.at(-1)?.updatedAt.toISOString() ?? '' };
    }
  }

  /** As if a person had made an issue there. */
  add(given: Partial<IssueDraft>): Issue {
    const externalId = String(this.issues.size + 1);
    const issue: Issue & { marker?: string } = {
      externalId,
      key: `PROJ-${externalId}`,
      url: `https://tracker.example/PROJ-${externalId}`,
      title: stored(given.title ?? 'Untitled'),
      description: stored(given.description ?? ''),
      status: { name: given.status ?? 'todo', meaning: given.status ?? 'todo' },
      priority: given.priority ?? 'none',
      assignee: undefined,
      labels: [],
      updatedAt: this.#tick(),
      ...(given.marker ? { marker: given.marker } : {}),
    };
    this.issues.set(externalId, issue);
    return issue;
  }

  /** As if a person had changed it there. */
  edit(externalId: string, changes: IssueChanges): Issue {
    const issue = this.must(externalId);
    const { title, description, status, priority } = changes;
    const changed = {
      ...issue,
      ...(title === undefined ? {} : { title: stored(title) }),
      ...(description === undefined ? {} : { description: stored(description) }),
      ...(status === undefined ? {} : { status: { name: status, meaning: status } }),
      ...(priority === undefined ? {} : { priority }),
      updatedAt: this.#tick(),
    };
    this.issues.set(externalId, changed);
    return changed;
  }

  must(externalId: string): Issue {
    const issue = this.issues.get(externalId);
    if (!issue) throw new ProviderError('not_found', 'It is gone.');
    return issue;
  }

  count(method: string): number {
    return this.calls.filter((call) => call.startsWith(`${method} `)).length;
  }

  /** No two changes at the same moment: what shares a moment is each adapter's matter. */
  #tick(): Date {
    this.#ticks += 1;
    return new Date(this.#now().getTime() + this.#ticks);
  }

  async #letOthers(method: string): Promise<void> {
    const index = this.meanwhile.findIndex((each) => each.method === method);
    if (index !== -1) await this.meanwhile.splice(index, 1)[0]?.run();
  }

  #called(method: string, what: string) {
    this.calls.push(`${method} ${what}`);
    const index = this.failures.findIndex((failure) => failure.method === method);
    const failure = index === -1 ? undefined : this.failures.splice(index, 1)[0];
    if (failure && method !== 'create' && method !== 'update') throw failure.error;
    return failure;
  }
}

function stored(text: string): string {
  return text.replace(/[ \t]+$/gm, '').trim();
}
