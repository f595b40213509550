import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { allCommands } from '../../src/slack/commands/index.ts';
import { createCommandRunner, type RunCommand } from '../../src/slack/commands/run-command.ts';
import { explain, explainBesideField } from '../../src/slack/explain.ts';
import { LIMITS } from '../../src/slack/limits.ts';
import { configureForm } from '../../src/slack/modals/configure-form.ts';
import { configuredView, reportSections, testingView } from '../../src/slack/modals/configure-outcome.ts';
import { actor } from './command-call.ts';
import { hostileText } from './hostile-text.ts';
import { type House, openHouse } from './house.ts';
import { expectHarmless, expectSound, expectSoundView } from './sound.ts';

/** Each run asks the real services of a database. */
const RUNS = 40;

let house: House;
let run: RunCommand;

beforeEach(async () => {
  house = await openHouse();
  await house.connect('vercel');
  await house.connect('github');
  run = createCommandRunner({ ...house.rooms, commands: allCommands(house.rooms) });
});
afterEach(() => house.close());

/** What the bot says to `text`, typed after a mention by an admin. */
async function answers(text: string) {
  const said: Parameters<typeof expectSound>[0][] = [];
  await run(text, {
    actor: actor(),
    actorOf: async () => actor(),
    channel: 'C1',
    timeZone: async () => 'UTC',
    say: async (message) => void said.push(message),
  });
  return said;
}

describe('promise 19: whatever is typed', () => {
  it.each([
    'configure',
    'test',
    'deploy-preview',
    'preview',
    'step',
    'step p1.s1.ms1',
    'link-issue',
    'sync --dry-run',
    'subscribe',
    'subscribe all --branch',
    'subscribe all --quiet',
    'unsubscribe',
  ])('the answer to `%s` pings nobody', async (command) => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (words) => {
        const said = [...(await answers(`${command} ${words}`)), ...(await answers(`${command} "${words}"`))];
        expect(said.length).toBeGreaterThan(0);
        said.forEach(expectSound);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(['', 'help ', 'sync --', 'webhooks ', 'preview x '])(
    'the answer to %j and anything pings nobody',
    async (start) => {
      await fc.assert(
        fc.asyncProperty(hostileText, async (words) => {
          (await answers(`${start}${words}`)).forEach(expectSound);
        }),
        { numRuns: RUNS },
      );
    },
  );

  it('repeats a mention of everybody as the words it is', async () => {
    expect(await answers('configure "<!channel>"')).toEqual([
      expect.stringContaining('There is no provider “&lt;!channel&gt;”'),
    ]);
  });
});

describe('promise 19: whatever a vendor or a rule says', () => {
  const anyError = hostileText.map((text) => [new Refusal(text, text), new ProviderError('forbidden', text)]);

  it('is explained harmlessly, in mrkdwn and beside a field', () => {
    fc.assert(
      fc.property(anyError, (errors) => {
        for (const error of errors) {
          expectSound(explain(error, house.rooms));
          const beside = explainBesideField(error, house.rooms);
          expect(beside).not.toMatch(/\p{Cf}/u);
          expect(beside.length).toBeLessThanOrEqual(LIMITS.fieldError);
        }
      }),
    );
  });

  it('is shown harmlessly in the configure modal', () => {
    const manifest = house.rooms.manifests.get('vercel')!;
    const anyReport = fc.record({
      summary: hostileText,
      details: fc.array(fc.record({ title: hostileText, items: fc.array(hostileText, { maxLength: 40 }) }), {
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(anyReport, hostileText, (report, problem) => {
        expectSound({ text: 'Connected.', blocks: reportSections('*Connected*', report) });
        const webhook = { url: undefined, problem };
        expectSoundView(configuredView(manifest, { report, webhook }), 'modal');
        const state = { manifest, present: undefined, channel: 'C1', problem };
        expectSoundView(configureForm(state), 'modal');
      }),
    );
    expectSoundView(testingView(manifest), 'modal');
  });
});

describe('what nobody foresaw', () => {
  it('is told by a reference that the log has too, and by nothing of its own', () => {
    const told = explain(new TypeError('secret things <!channel>'), house.rooms);
    const [reference] = /ref-\d+/.exec(told) ?? [];
    expect(told).not.toContain('secret things');
    expect(house.log.lines).toMatchObject([{ level: 'error', fields: { reference } }]);
    expectHarmless(told);
  });
});
