import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openListening } from './listening.ts';

const ROOT = process.env.CONTRACTS_DIR ?? resolve(import.meta.dirname, '../../../../../shared/contracts');
const RECORDED = join(ROOT, 'fixtures/jira');

/** People had these until 2019, and have not had them since. */
const GONE = ['name', 'key'];

type Json = Record<string, unknown>;

const recorded = (name: string): Json => JSON.parse(readFileSync(join(RECORDED, name), 'utf8'));
const within = (payload: Json, path: string) =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Json)[key], payload) as Json;

describe.skipIf(!existsSync(RECORDED))('recorded payloads (skipped where CONTRACTS_DIR has none)', () => {
  it.each([
    [
      'mm-webhook-issue-updated-renamed.json',
      'rename-issue',
      { title: 'Other' },
      [
        'user',
        'issue',
        'issue.fields.status',
        'issue.fields.status.statusCategory',
        'changelog',
        'changelog.items.0',
      ],
    ],
    [
      'mm-webhook-issue-updated-resolved.json',
      'move-issue',
      { status: 'Done' },
      ['changelog.items.0', 'issue'],
    ],
    ['mm-webhook-issue-updated-labels.json', 'label-issue', { label: 'new' }, ['changelog.items.0']],
    [
      'mm-webhook-cloud-comment-created-mention-user.json',
      'comment-issue',
      { body: 'Nice' },
      ['comment', 'comment.author', 'issue', 'issue.fields.status', 'issue.fields.priority'],
    ],
  ])('%s has nothing that ours lacks', async (name, action, inputs, paths) => {
    const open = await openListening();
    await open.told(action, open.idOf('WEB-2'), inputs as Record<string, string>);
    const [ours, theirs] = [open.bodyOf(0) as Json, recorded(name)];
    expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs).toSorted());
    for (const path of paths) {
      const isPerson = /user$|author$/.test(path);
      const wanted = Object.keys(within(theirs, path)).filter((key) => !isPerson || !GONE.includes(key));
      expect(Object.keys(within(ours, path)), path).toEqual(expect.arrayContaining(wanted));
    }
  });
});
