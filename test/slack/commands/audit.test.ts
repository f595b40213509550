import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { auditPageMessage } from '../../../src/slack/cards/audit-page.ts';
import { auditCommand } from '../../../src/slack/commands/audit.ts';
import { GrammarError } from '../../../src/slack/commands/grammar.ts';
import { appendRunnerEvents, listRunnerEvents } from '../../../src/store/runner-events.ts';
import { at, eventRow } from '../../store/rows.ts';
import { call } from '../command-call.ts';
import { hostileText } from '../hostile-text.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function write(...rows: Parameters<typeof eventRow>[0][]): Promise<void> {
  for (const [i, row] of rows.entries()) {
    await appendRunnerEvents(house.database.db, eventRow({ id: `a${i}`, created_at: at(i), ...row }));
  }
}

const said = async (text = '') => (await call(auditCommand(house.rooms), text)).last;

/** The actions that are shown, in order. */
const shown = (answer: string) => [...answer.matchAll(/\*`([\w.]+)`\*/g)].map(([, action]) => action);

describe('audit', () => {
  it('lists this workspace’s events, newest first, with who did what', async () => {
    await write(
      { action: 'preview.requested', payload: '{"branch":"main","attempt":1}' },
      { action: 'preview.ready', actor: 'webhook:vercel' },
      { action: 'preview.secret', workspace_id: 'T2' },
    );
    const answer = await said();
    expect(shown(answer)).toEqual(['preview.ready', 'preview.requested']);
    expect(answer).toContain('`webhook:vercel`');
    expect(answer).toContain('branch: main, attempt: 1');
    expect(answer).toContain('There is nothing older.');
  });

  it('chooses by time, person and action', async () => {
    await write(
      { action: 'preview.ready', created_at: '2026-11-23T23:59:59.000Z' },
      { action: 'preview.failed', actor: 'U2' },
      { action: 'policy.denied' },
    );
    expect(shown(await said('--since 2026-11-24'))).toEqual(['policy.denied', 'preview.failed']);
    expect(shown(await said('--actor <@U2|ada>'))).toEqual(['preview.failed']);
    expect(shown(await said('--actor U2'))).toEqual(['preview.failed']);
    expect(shown(await said('--action preview. --since 2026-11-24'))).toEqual(['preview.failed']);
    expect(await said('--actor system')).toContain('holds no such event');
  });

  it('shows a page, all of it, and a button to what is older with the same choice', async () => {
    await write(
      ...Array.from({ length: 20 }, () => ({ payload: JSON.stringify({ text: 'x'.repeat(500) }) })),
    );
    const answer = await said('--actor U1');
    expect(shown(answer)).toHaveLength(15);
    const { blocks } = JSON.parse(answer);
    const { value } = blocks.at(-1).elements[0];
    const page = await house.rooms.auditLog.list(
      { workspaceId: 'T1', userId: 'U1', role: 'admin' },
      JSON.parse(value),
      15,
    );
    expect(page.events.map(({ id }) => id)).toEqual(['a4', 'a3', 'a2', 'a1', 'a0']);
    expect(page).not.toHaveProperty('next');
  });

  it('is for admins, and tells of everyone else who tried', async () => {
    await expect(call(auditCommand(house.rooms), '', { role: 'deployer' })).rejects.toThrow(Refusal);
    const [denied] = await listRunnerEvents(house.database.db, 'T1', { limit: 1 });
    expect(denied).toMatchObject({ action: 'policy.denied', actor: 'U1' });
  });

  it.each([
    ['everything', 'without an option'],
    ['--since yesterday', 'takes a date'],
    ['--since 2026-13-45', 'takes a date'],
    ['--actor @ada', 'picked from Slack'],
    [`--actor ${'x'.repeat(100)}`, 'picked from Slack'],
    ['--action "drop table"', 'what an action begins with'],
  ])('does not understand %s', async (text, message) => {
    const answer = said(text);
    await expect(answer).rejects.toThrow(GrammarError);
    await expect(answer).rejects.toThrow(message);
  });

  it('shows whatever others wrote as harmless text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const events = [
          eventRow({ actor: text, action: text, payload: JSON.stringify({ [text]: text }) }),
          eventRow({ payload: text }),
        ].map((event) => ({ ...event, sequence: 1, fingerprints: '', hash: '' }));
        expectSound(auditPageMessage({ events, next: 'x' }, {}));
      }),
    );
  });
});
