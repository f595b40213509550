import { globSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExplainedAction } from '../../src/governance/explain-policy.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { buildLogMessage } from '../../src/slack/cards/build-log.ts';
import { buildLogPage } from '../../src/slack/cards/build-log-page.ts';
import { failedDeliveries } from '../../src/slack/cards/delivery-list.ts';
import { disconnectOffer } from '../../src/slack/cards/disconnect-offer.ts';
import { integrationHealthMessage } from '../../src/slack/cards/integration-health.ts';
import { openButton } from '../../src/slack/cards/open-button.ts';
import { policyDetail, policyOverview } from '../../src/slack/cards/policy-explained.ts';
import { previewHistoryMessage } from '../../src/slack/cards/preview-history.ts';
import { rotationReminder } from '../../src/slack/cards/rotation-reminder.ts';
import { setupNext } from '../../src/slack/cards/setup-next.ts';
import { subscriptionList } from '../../src/slack/cards/subscription.ts';
import { testedMessage } from '../../src/slack/cards/tested.ts';
import { commandHelp, helpMessage } from '../../src/slack/commands/help.ts';
import { allCommands } from '../../src/slack/commands/index.ts';
import { setOff } from '../governance/surfaces/set-off.ts';
import { LINES } from '../governance/surfaces/table.ts';
import { openSurfaceWorld, type SurfaceWorld } from '../governance/surfaces/world.ts';
import { subscription } from '../notifications/subscription.ts';
import { previewRow } from '../previews/preview-row.ts';
import { deliveryRow, historyRow } from '../store/rows.ts';
import { expectSound } from './sound.ts';
import { wordingProblems } from './worded.ts';

let world: SurfaceWorld;
beforeEach(async () => {
  world = await openSurfaceWorld();
});
afterEach(() => world.close());

describe('docs/wording.md: whatever is said', () => {
  it.each(['admin', 'viewer'] as const)('has words to an %s, whatever is done', async (role) => {
    world.become(role);
    const slackLines = LINES.filter(({ surface }) => !/^(api|schedule|webhook) /.test(surface));
    const said: unknown[] = [];
    for (const line of slackLines) await setOff(world, line, (what) => said.push(what));
    expect(said.length).toBeGreaterThan(slackLines.length / 2);
    expect(wordingProblems(said)).toEqual([]);
  });

  it('has words where it is rendered for itself', () => {
    const preview = previewRow({ inspect_url: 'https://a.example' });
    const decision = { allowed: true, rule: 'roles.member', reason: 'Members may.', approvers: [] };
    const explained: ExplainedAction = {
      action: 'preview.read',
      does: 'see previews',
      decision,
      exceptions: [],
    };
    const standing = { role: 'member', rule: 'roles.default' } as const;
    const log = { lines: ['error: no'], started: true, truncated: true, lineCount: 900 };
    const commands = allCommands(world.house.rooms);
    const [first] = commands;
    const messages = [
      buildLogMessage(preview, log),
      buildLogPage(preview, log.lines, 0),
      disconnectOffer({ id: 'vercel', name: 'Vercel' }),
      openButton('The form is behind the button.', { actionId: 'preview:new', label: 'Open the form' }),
      policyOverview('U1', standing, [explained]),
      policyDetail('U1', standing, explained),
      previewHistoryMessage(preview, [historyRow()], { providerName: 'Vercel' }),
      rotationReminder({ id: 'vercel', name: 'Vercel' }, '2026-01-05T10:00:00.000Z'),
      failedDeliveries([deliveryRow()]),
      setupNext('Web', [], world.context.manifests, undefined),
      subscriptionList('This channel hears of:', [subscription('C1', ['all'])]),
      integrationHealthMessage('silent', { id: 'vercel', name: 'Vercel' }),
      testedMessage({ name: 'Vercel' }, { summary: 'Connected.', details: [] }),
      helpMessage(commands, policySchema.parse({}), 'admin'),
      ...(first ? [commandHelp(first)] : []),
    ];
    for (const message of messages) expectSound(message);
    expect(wordingProblems(messages)).toEqual([]);
  });

  it('is looked at here or beside it, each message that the code can render', () => {
    const tests = globSync('test/slack/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));
    const looking = tests.filter((text) => text.includes('expectSound(')).join('\n');
    const declared = /^export function (\w+)\((?:[^()]|\([^()]*\))*\): Rendered \{/gm;
    const renderers = globSync('src/slack/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(declared)].map(([, name = '']) => name),
    );
    expect(renderers).toContain('previewCard');
    expect(renderers.filter((name) => !looking.includes(`${name}(`))).toEqual([]);
  });
});

describe('what is looked for', () => {
  it.each([
    [{ text: '', blocks: [] }],
    [{ blocks: [] }],
    [{ text: ':white_check_mark: ✅', blocks: [] }],
    [{ fallback: ' ', blocks: [] }],
    [{ type: 'image', image_url: 'https://a.example' }],
    [{ type: 'image', alt_text: ' ' }],
    [{ type: 'plain_text', text: ':x:' }],
    [{ type: 'mrkdwn', text: '✅' }],
  ])('finds %j', (said) => {
    expect(wordingProblems({ nested: [said] })).toHaveLength(1);
  });

  it.each([
    [{ text: 'Ready.', blocks: [{ type: 'mrkdwn', text: ':x: Failed' }] }],
    [{ type: 'modal', blocks: [] }],
    [{ type: 'image', alt_text: 'Deployments by day' }],
  ])('takes %j', (said) => {
    expect(wordingProblems(said)).toEqual([]);
  });
});
