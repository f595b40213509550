import type { IssuePriority, IssueStatus, Vocabulary } from './contract.ts';
import type { Manifest } from './manifest.ts';

/** The manifest's maps, with what people decided themselves ahead of them. */
export function vocabularyOf(
  manifest: Manifest,
  statusOverrides: Readonly<Record<string, IssueStatus>>,
  priorityOverrides: Readonly<Record<string, IssuePriority>> = {},
): Vocabulary {
  return {
    statusOverrides,
    statusNames: manifest.issue_statuses?.names ?? {},
    statusCategories: manifest.issue_statuses?.categories ?? {},
    // The manifest's come first: a word of its own is what is written.
    priorities: { ...manifest.issue_priorities, ...priorityOverrides },
  };
}

/**
 * What a vendor's status means: what people decided, then the guide's names, then the vendor's own category.
 * Undefined where none of them says.
 */
export function statusMeaning(
  vocabulary: Vocabulary,
  status: { name: string; category?: string | undefined },
): IssueStatus | undefined {
  return (
    lookUp(vocabulary.statusOverrides, status.name) ??
    lookUp(vocabulary.statusNames, status.name) ??
    (status.category === undefined ? undefined : lookUp(vocabulary.statusCategories, status.category))
  );
}

/** What a vendor's priority means: `none` where there is none, undefined where nothing says. */
export function priorityMeaning(
  vocabulary: Vocabulary,
  priority: string | number | null | undefined,
): IssuePriority | undefined {
  return priority == null ? 'none' : lookUp(vocabulary.priorities, String(priority));
}

/** The vendor's words for a priority of ours, in the manifest's order. */
export function priorityWords(vocabulary: Vocabulary, wanted: IssuePriority): string[] {
  const entries = Object.entries(vocabulary.priorities);
  return entries.filter(([, meaning]) => meaning === wanted).map(([word]) => word);
}

function lookUp<T>(map: Readonly<Record<string, T>>, word: string): T | undefined {
  const wanted = word.trim().toLowerCase();
  return Object.entries(map).find(([known]) => known.toLowerCase() === wanted)?.[1];
}
