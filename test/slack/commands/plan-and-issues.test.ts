import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { viewErrors } from '../../../src/sandbox/slack/block-kit/view.ts';
import { GrammarError } from '../../../src/slack/commands/grammar.ts';
import { linkIssueCommand } from '../../../src/slack/commands/link-issue.ts';
import { stepCommand } from '../../../src/slack/commands/step.ts';
import { stepsCommand } from '../../../src/slack/commands/steps.ts';
import { syncCommand } from '../../../src/slack/commands/sync.ts';
import { countSyncRun, finishSyncRun } from '../../../src/store/sync-history.ts';
import { actor, call } from '../command-call.ts';
import { type House, openHouse } from '../house.ts';

type Options = Parameters<typeof call>[2];
let house: House;

beforeEach(async () => {
  house = await openHouse({ policy: { microsteps: { allowed_transitions: { todo: ['doing'] } } } });
  await house.rooms.plan.add(actor(), 'Build the <login> form');
});
afterEach(() => house.close());

describe('steps', () => {
  const run = (text?: string) => call(stepsCommand(house.rooms), text, { role: 'viewer' });

  it.each(['', 'login', 'todo', 'p1.s1'])('lists what %j is found in', async (filter) => {
    expect((await run(filter)).last).toContain('`p1.s1.ms1` *todo* Build the &lt;login&gt; form');
  });

  it('says how to add one where there is none', async () => {
    expect((await run('nothing like it')).last).toContain('/buildrunner step add');
  });

  it('counts what does not fit', async () => {
    for (let index = 0; index < 120; index += 1) await house.rooms.plan.add(actor(), 'long '.repeat(60));
    expect((await run()).last).toMatch(/… and \d+ more/);
  });
});

describe('step', () => {
  const run = (text: string, options?: Options) => call(stepCommand(house.rooms), text, options);

  it('shows the panel', async () => {
    const { last } = await run('p1.s1.ms1', { role: 'viewer' });
    expect(last).toContain('No issue is linked yet.');
    expect(last).toContain('"action_id":"step:link-issue"');
  });

  it('adds one', async () => {
    expect((await run('add Add search')).last).toContain('`p1.s1.ms2` is in the plan');
  });

  it('moves one, and the panel tells of it', async () => {
    expect((await run('p1.s1.ms1 doing')).last).toContain('is *doing* now');
    expect((await run('p1.s1.ms1')).last).toContain('<@U1> changed status: todo → doing');
  });

  it.each<[string, string, Options?]>([
    ['p9.s9.ms9', 'There is no microstep p9.s9.ms9'],
    ['login', '“login” is no microstep'],
    ['', '“” is no microstep'],
    ['add', 'Say what is to be done'],
    ['p1.s1.ms1 done', 'from there it goes to: doing'],
    ['p1.s1.ms1 doing', 'takes the role member', { role: 'viewer' }],
    ['add Something', 'takes the role member', { role: 'viewer' }],
  ])('refuses %j: %s', async (text, reason, options) => {
    await expect(run(text, options)).rejects.toThrow(Refusal);
    await expect(run(text, options)).rejects.toThrow(reason);
  });

  it('does not understand a status there is not', async () => {
    await expect(run('p1.s1.ms1 finished')).rejects.toThrow(GrammarError);
  });
});

describe('link-issue', () => {
  const run = (text: string, options?: Options) => call(linkIssueCommand(house.rooms), text, options);

  it('opens the form with the trackers there are', async () => {
    await house.connect('vercel');
    await house.connect('github');
    const { modals } = await run('p1.s1.ms1');
    expect(modals.flatMap((view) => viewErrors(view, 'modal'))).toEqual([]);
    expect(JSON.stringify(modals)).toContain('"value":"int-github"');
    expect(JSON.stringify(modals)).not.toContain('int-vercel');
  });

  it('gives a button after a mention', async () => {
    await house.connect('github');
    const { last, modals } = await run('p1.s1.ms1', { asMention: true });
    expect(last).toContain('"action_id":"step:link-issue"');
    expect(modals).toEqual([]);
  });

  it.each([
    ['p1.s1.ms1', 'No issue tracker is configured yet'],
    ['p9.s9.ms9', 'There is no microstep p9.s9.ms9'],
    ['', '“” is no microstep'],
  ])('refuses %j: %s', async (text, reason) => {
    await expect(run(text)).rejects.toThrow(Refusal);
    await expect(run(text)).rejects.toThrow(reason);
  });
});

describe('sync', () => {
  const run = (text: string, options?: Options, wait = async (_ms: number) => {}) =>
    call(syncCommand(house.rooms.issues.runs, { wait }), text, options);

  it('shows in place how the run goes, until it is over', async () => {
    await house.connect('github');
    const { said, last } = await run('github --direction inbound', { role: 'member' }, async () => {
      const [current] = await house.rooms.issues.runs.list(actor(), { limit: 1 });
      const counts = { processed: 7, created: 0, updated: 0, failed: 0, conflicts: 0 };
      await countSyncRun(house.database.db, current!.id, counts);
      await finishSyncRun(house.database.db, current!.id, { state: 'done', error: null, at: 'now' });
    });
    expect(JSON.stringify(said[0])).toContain('running');
    expect(last).toContain('7 processed');
    expect(last).toContain('The sync is over.');
  });

  it('says no more than Slack takes through one response_url, however long it goes on', async () => {
    await house.connect('github');
    let looks = 0;
    const { said, last } = await run('github', { role: 'member' }, async () => {
      looks += 1;
      const [current] = await house.rooms.issues.runs.list(actor(), { limit: 1 });
      const counts = { processed: 1, created: 0, updated: 0, failed: 0, conflicts: 0 };
      await countSyncRun(house.database.db, current!.id, counts);
      if (looks < 300) return;
      await finishSyncRun(house.database.db, current!.id, { state: 'done', error: null, at: 'now' });
    });
    expect(said).toHaveLength(5);
    expect(last).toContain('300 processed');
    expect(last).toContain('The sync is over.');
  });

  it('tells how far it has come where it takes longer than anyone watches', async () => {
    await house.connect('github');
    const { said, last } = await run('github', { role: 'member' }, async () => {
      const [current] = await house.rooms.issues.runs.list(actor(), { limit: 1 });
      const counts = { processed: 1, created: 0, updated: 0, failed: 0, conflicts: 0 };
      await countSyncRun(house.database.db, current!.id, counts);
    });
    expect(said).toHaveLength(5);
    expect(last).toContain('600 processed');
  });

  it('says what a run would change', async () => {
    await house.connect('github');
    const { last } = await run('--dry-run');
    expect(last).toContain('A sync would change 0 fields.');
  });

  it.each<[string, string, Options?]>([
    ['', 'An issue tracker is not configured'],
    ['jira', 'jira is not configured'],
    ['--dry-run', 'An issue tracker is not configured'],
  ])('refuses %j: %s', async (text, reason, options) => {
    await expect(run(text, options)).rejects.toThrow(Refusal);
    await expect(run(text, options)).rejects.toThrow(reason);
  });

  it('is for members', async () => {
    await house.connect('github');
    await expect(run('', { role: 'viewer' })).rejects.toMatchObject({ rule: 'roles' });
  });

  it('does not understand a direction there is not', async () => {
    await expect(run('--direction sideways')).rejects.toThrow(GrammarError);
  });
});
