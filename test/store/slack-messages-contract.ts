import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  findSlackMessage,
  recordFailure,
  recordPosted,
  reserveSlackMessage,
  slackMessagesByPrefix,
} from '../../src/store/slack-messages.ts';
import { at, messageRow } from './rows.ts';

export function slackMessagesContract(open: () => Promise<Database>): void {
  describe('Slack messages', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());
    const { key } = messageRow();

    it('reserves a key once and then gives what is there', async () => {
      const first = await reserveSlackMessage(database.db, messageRow());
      expect(first).toEqual({ row: messageRow(), isNew: true });
      await recordPosted(database.db, 'T1', key, { channel: 'C1', ts: '1.2', contentHash: 'a', at: at(1) });
      const second = await reserveSlackMessage(database.db, messageRow({ created_at: at(5) }));
      expect(second.isNew).toBe(false);
      expect(second.row).toEqual(
        messageRow({ channel: 'C1', ts: '1.2', content_hash: 'a', updated_at: at(1) }),
      );
    });

    it('keeps equal keys of two workspaces apart', async () => {
      await reserveSlackMessage(database.db, messageRow());
      expect((await reserveSlackMessage(database.db, messageRow({ workspace_id: 'T2' }))).isNew).toBe(true);
      await recordPosted(database.db, 'T2', key, { channel: 'C2', ts: '1.2', contentHash: 'b', at: at(1) });
      expect((await findSlackMessage(database.db, 'T1', key))?.content_hash).toBeNull();
    });

    it('records new content, and that a failure is over', async () => {
      await reserveSlackMessage(database.db, messageRow());
      await recordFailure(database.db, 'T1', key, { failure: 'not in the channel', at: at(1) });
      expect(await findSlackMessage(database.db, 'T1', key)).toEqual(
        messageRow({ failure: 'not in the channel', updated_at: at(1) }),
      );
      await recordPosted(database.db, 'T1', key, { channel: 'C1', ts: '1.2', contentHash: 'a', at: at(2) });
      await recordPosted(database.db, 'T1', key, { channel: 'C1', ts: '1.2', contentHash: 'b', at: at(3) });
      expect(await findSlackMessage(database.db, 'T1', key)).toEqual(
        messageRow({ channel: 'C1', ts: '1.2', content_hash: 'b', updated_at: at(3) }),
      );
    });

    it('records nothing about a message that was never reserved', async () => {
      const posted = { channel: 'C1', ts: '1.2', contentHash: 'a', at: at(1) };
      await expect(recordPosted(database.db, 'T1', 'card:x', posted)).rejects.toThrow();
    });

    it('lists by the beginning of the key, to the letter', async () => {
      const keys = [
        'card:preview:pv-1@C1',
        'card:preview:pv-1@C2',
        'card:preview:pv-10@C1',
        'CARD:preview:pv-1@C3',
      ];
      for (const each of keys) await reserveSlackMessage(database.db, messageRow({ key: each }));
      await reserveSlackMessage(database.db, messageRow({ workspace_id: 'T2' }));
      const list = async (prefix: string) =>
        (await slackMessagesByPrefix(database.db, 'T1', prefix)).map((row) => row.key);
      expect(await list('card:preview:pv-1@')).toEqual(keys.slice(0, 2));
      expect(await list('card:preview:pv_1@')).toEqual([]);
      expect(await list('card:preview:%')).toEqual([]);
      expect(await list('')).toHaveLength(4);
    });
  });
}
