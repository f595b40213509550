import type { MessageRef } from '../jobs/job.ts';

/** Whether a message tells that something failed, by itself. */
export function isFailure(message: MessageRef): boolean {
  switch (message.form) {
    case 'outcome':
      return message.outcome.kind === 'failed';
    case 'deployment':
      return message.reported.state === 'failed';
    case 'issue_news':
      return message.what === 'not_created';
    default:
      return false;
  }
}
