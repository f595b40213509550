import type { MicrostepPriority, MicrostepStatus } from '../store/plan-schema.ts';

/** An issue stands as its microstep does: trackers' own words are mapped to ours. */
export type IssueStatus = MicrostepStatus;
export type IssuePriority = MicrostepPriority;

export interface IssuePerson {
  externalId: string;
  name: string;
  /** Where the vendor tells it. */
  email?: string;
}

export interface Issue {
  /** The vendor's stable id. */
  externalId: string;
  /** What people call it: `PROJ-12`, `ENG-3`, `#12`. */
  key: string;
  url: string;
  title: string;
  /** Markdown. */
  description: string;
  status: {
    /** The vendor's own name for it. */
    name: string;
    /** Ours; undefined where nothing maps it. */
    meaning: IssueStatus | undefined;
  };
  /** Undefined where nothing maps the tracker's own. */
  priority: IssuePriority | undefined;
  /** The tracker's own name for a priority that nothing maps. */
  unmappedPriority?: string;
  assignee: IssuePerson | undefined;
  labels: string[];
  updatedAt: Date;
}

/** Only what is given is set. */
export interface IssueChanges {
  title?: string;
  /** Markdown. */
  description?: string;
  status?: IssueStatus;
  priority?: IssuePriority;
  /** By the vendor's id; null takes the assignee away. */
  assignee?: string | null;
  /** All of them: what is not listed is taken away. */
  labels?: string[];
}

export interface IssueDraft extends IssueChanges {
  title: string;
  /** Ours, a UUID: travels with the issue, so that `findByMarker` can tell it again after a crash. */
  marker: string;
}

/** All methods throw `ProviderError`. */
export interface IssueTracker {
  /** By words of the title or by key, best first: for type-ahead. */
  search(text: string, limit: number): Promise<Issue[]>;
  /** Throws code `not_found` for one that is gone. */
  get(externalId: string): Promise<Issue>;
  /**
   * The issue that a URL leads to, as a page of the tracker's own. Undefined for any other URL, and then nothing is asked;
   * and for an issue that does not belong to what was configured, whatever the account could see of it. The URL is only
   * read: nothing is ever fetched from it. Throws code `not_found` for one that is gone.
   */
  atUrl(url: URL): Promise<Issue | undefined>;
  create(draft: IssueDraft): Promise<Issue>;
  /** The issue that an earlier `create` with this draft made, if it did. `since` is when it was first tried. */
  findByMarker(draft: IssueDraft, since: Date): Promise<Issue | undefined>;
  /**
   * Changes what is given and nothing else. Where the vendor has no way to the status wanted: code `no_transition`,
   * naming those there are, and nothing is changed.
   */
  update(externalId: string, changes: IssueChanges): Promise<Issue>;
  /**
   * What changed since `cursor`, page by page, each page oldest first; everything when it is undefined. Each page's
   * `cursor` is where to go on from, also the next time. An issue may be told twice, and none is left out.
   */
  changedSince(cursor: string | undefined): AsyncIterable<{ issues: Issue[]; cursor: string }>;
}
