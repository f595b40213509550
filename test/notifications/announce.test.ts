import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createAnnounceHandler } from '../../src/notifications/announce.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { openSettings } from '../../src/store/settings.ts';
import { reserveSlackMessage } from '../../src/store/slack-messages.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { previewRow } from '../previews/preview-row.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('knows a card again whose channel Slack calls otherwise: a person’s is that of their direct message', async () => {
  const database = await engines[0]!.open();
  const settings = openSettings({ directory: join(await temporaryFolder('announce'), 'settings') });
  let counter = 0;
  const newId = () => String(++counter);
  const now = () => new Date('2026-01-05T10:00:00.000Z');
  const queue = createSqliteQueue({ database, now, newId, log: recordedLog() });
  await insertPreview(database.db, previewRow({ channel: 'U1' }));
  await reserveSlackMessage(database.db, {
    workspace_id: 'T1',
    key: 'card:preview:pv-7k3m9x@U1',
    channel: 'D1',
    ts: '1.2',
    thread_ts: null,
    content_hash: null,
    failure: null,
    created_at: now().toISOString(),
    updated_at: now().toISOString(),
  });
  const announce = createAnnounceHandler({ database, settings, queue });
  await announce({ previewId: 'pv-7k3m9x' }, { attempt: 1, signal: new AbortController().signal });
  const jobs = await database.db.selectFrom('jobs').select('key').execute();
  expect(jobs).toEqual([{ key: 'card:preview:pv-7k3m9x@U1' }]);
  await database.close();
});
