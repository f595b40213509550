import type { PanelAction, PanelItem } from '../../page-api.ts';
import { choiceIn, type Inputs, textIn } from './acts.ts';
import { action, choice, textInput } from './panel.ts';

/** The ways every platform's builds can go wrong, in the words of the panel. */
export const FAILURES = ['type error', 'failing test', 'missing module', 'never starts'] as const;

/** How many seconds pass from the request to the end of a build unless said otherwise. */
export const BUILD_SECONDS = 6;

export const failureInput = (failures: readonly string[]) => choice('failure', 'How it fails', failures);

export const messageInput = (initial: string) => textInput('message', 'Commit message', initial);

/** What can be done with a build that has not ended. */
export function buildActions(failures: readonly string[]): PanelAction[] {
  return [
    action('finish-ready', 'Finish now'),
    action('finish-failed', 'Fail now', failureInput(failures)),
    action('cancel', 'Cancel'),
  ];
}

export function holdAction({ buildsHeld }: { buildsHeld: boolean }): PanelAction {
  return buildsHeld ? action('resume-builds', 'Resume builds') : action('hold-builds', 'Hold builds');
}

/** A branch with its head; `push` is what pushing to it asks, beside the message. */
export function branchItem(
  name: string,
  commit: { sha: string; message: string; author: string; failure: string | null },
  { failures, push = [] }: { failures: readonly string[]; push?: PanelAction['inputs'] },
): PanelItem {
  return {
    id: name,
    title: name,
    detail: `${commit.sha.slice(0, 7)} ${commit.message} (${commit.author})`,
    state: commit.failure ?? 'builds',
    actions: [
      action('push', 'Push a commit', messageInput('Improve it a little'), ...push),
      commit.failure
        ? action('mend-branch', 'Mend its builds')
        : action('break-branch', 'Break its builds', failureInput(failures)),
    ],
  };
}

/** How a build is to fail; refuses what is none of `failures`. */
export function failureIn<Failure extends string>(inputs: Inputs, failures: readonly Failure[]): Failure {
  return choiceIn(inputs, 'failure', 'how it fails', failures);
}

export const messageIn = (inputs: Inputs) => textIn(inputs, 'message', 'A commit message');
