import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/governance/gate.ts';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { messageBlockErrors } from '../../../src/sandbox/slack/block-kit/validate.ts';
import { viewErrors } from '../../../src/sandbox/slack/block-kit/view.ts';
import type { Rendered } from '../../../src/slack/cards/rendered.ts';
import { deployPreviewCommand } from '../../../src/slack/commands/deploy-preview.ts';
import { GrammarError } from '../../../src/slack/commands/grammar.ts';
import { previewCommand } from '../../../src/slack/commands/preview.ts';
import { previewsCommand } from '../../../src/slack/commands/previews.ts';
import { stepCommand } from '../../../src/slack/commands/step.ts';
import { PREVIEW_ACTS } from '../../../src/slack/preview-acts.ts';
import { findPreview, insertPreview, updatePreview } from '../../../src/store/previews.ts';
import { previewRow } from '../../previews/preview-row.ts';
import { actor, call } from '../command-call.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

const ID = 'pv-7k3m9x';
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

function insert(changes: Parameters<typeof previewRow>[0] = {}) {
  return insertPreview(house.database.db, previewRow({ integration_id: 'int-vercel', ...changes }));
}

describe('deploy-preview', () => {
  const run = (...given: [text?: string, options?: Parameters<typeof call>[2]]) =>
    call(deployPreviewCommand(house.rooms), ...given);

  it('asks for a preview whose card is to live where it was typed', async () => {
    await house.connect('vercel');
    const { last } = await run('feature/login --provider vercel', { role: 'deployer', channel: 'C7' });
    const [, id = ''] = /`(pv-\d+)` of `feature\/login`/.exec(last) ?? [];
    expect(await findPreview(house.database.db, id)).toMatchObject({
      branch: 'feature/login',
      channel: 'C7',
      requested_by: 'U1',
      state: 'requested',
    });
  });

  it('asks in a form where no branch was typed, for the card to be where that was', async () => {
    await house.connect('vercel');
    const { modals, said } = await run('--provider vercel', { channel: 'C7' });
    expect(modals.flatMap((view) => viewErrors(view, 'modal'))).toEqual([]);
    expect(JSON.stringify(modals)).toContain('"initial_conversation":"C7"');
    expect(JSON.stringify(modals)).not.toContain('"block_id":"platform"');
    expect(said).toEqual([]);
  });

  it('offers the platforms there are, the one asked for to begin with', async () => {
    await house.connect('vercel');
    await house.connect('netlify');
    const { modals } = await run('--provider netlify');
    expect(modals.flatMap((view) => viewErrors(view, 'modal'))).toEqual([]);
    const block = modals[0]?.blocks.find(({ block_id: id }) => id === 'platform');
    expect(block).toMatchObject({
      element: { initial_option: { value: 'netlify' }, options: [{ value: 'vercel' }, { value: 'netlify' }] },
    });
  });

  it('takes the branch of the microstep it is for, and is linked to it', async () => {
    await house.connect('vercel');
    const step = await house.rooms.plan.add(actor(), 'Build', { branch: 'feature/login' });
    const { last } = await run('--step p1.s1.ms1');
    const [, id = ''] = /`(pv-\d+)` of `feature\/login`/.exec(last) ?? [];
    expect(await findPreview(house.database.db, id)).toMatchObject({ microstep_id: step.id });
    const shown = await call(previewCommand(house.rooms), id);
    expect(shown.last).toContain('`p1.s1.ms1`');
    const panel = await call(stepCommand(house.rooms), 'p1.s1.ms1');
    expect(panel.last).toContain(`\`${id}\` *requested*`);
  });

  it('asks for the branch of a microstep that has none', async () => {
    await house.connect('vercel');
    await house.rooms.plan.add(actor(), 'Build');
    const { modals } = await run('--step p1.s1.ms1');
    const block = modals[0]?.blocks.find(({ block_id: id }) => id === 'microstep');
    expect(block).toMatchObject({ element: { initial_option: { value: 'p1.s1.ms1' } } });
  });

  it.each<[string, string, Parameters<typeof call>[2]?]>([
    ['', 'No deployment platform is configured yet'],
    ['feature/login --step p9.s9.ms9', 'There is no microstep p9.s9.ms9'],
    ['', 'No deployment platform is configured yet', { asMention: true }],
    ['"two words"', 'cannot be the name of a branch'],
    ['feature/login', 'No deployment platform is configured yet'],
    ['feature/login --provider github', 'github does not deploy previews'],
    ['feature/login', 'takes the role deployer', { role: 'member' }],
  ])('refuses %j: %s', async (text, reason, options) => {
    await expect(run(text, options)).rejects.toThrow(Refusal);
    await expect(run(text, options)).rejects.toThrow(reason);
  });
});

describe('previews', () => {
  const run = () => call(previewsCommand(house.rooms.previews), '', { role: 'viewer' });

  it('says how to make one where there is none', async () => {
    expect((await run()).last).toContain('/buildrunner deploy-preview');
  });

  it('lists fifteen with the longest branches and URLs, every link whole', async () => {
    for (let index = 0; index < 20; index += 1) {
      const url = `https://web-app-${'x'.repeat(200)}-${index}.vercel.app/?a=1&b=2`;
      const branch = `feature/${'long-'.repeat(40)}${index}`;
      await insert({ id: `pv-${index}`, state: 'ready', url, branch });
    }
    const message = (await run()).said.at(-1) as Rendered;
    expect(messageBlockErrors(message.blocks)).toEqual([]);
    const text = JSON.stringify(message.blocks);
    expect(text.match(/<https:[^>|]*\|open>/g)).toHaveLength(15);
    expect(text.match(/<https/g)).toHaveLength(15);
  });
});

describe('preview', () => {
  const run = (...given: [text?: string, options?: Parameters<typeof call>[2]]) =>
    call(previewCommand(house.rooms), ...given);

  it('shows what one went through, the latest first', async () => {
    await house.connect('vercel');
    const { id } = await house.rooms.previews.request(actor('deployer'), { branch: 'a', channel: 'C1' });
    await updatePreview(house.database.db, id, { state: 'failed' });
    await house.rooms.previews.redeploy(actor('deployer'), id);
    const message = (await run(id, { role: 'viewer' })).said.at(-1) as Rendered;
    expectSound(message);
    expect(JSON.stringify(message.blocks.at(-1))).toMatch(/\*requested\*, attempt 2\\n.*\*requested\*"/);
  });

  it('shows the build log', async () => {
    await house.connect('vercel');
    const { externalId } = house.vendors.platform.add({ state: 'failed' });
    await insert({ state: 'failed', external_id: externalId });
    const { said, last } = await run(`${ID} logs`, { role: 'viewer' });
    expect(said).toHaveLength(2);
    expect(last).toContain('npm error code ELIFECYCLE');
  });

  it('says that a build never started', async () => {
    await insert({ state: 'failed' });
    expect((await run(`${ID} logs`)).last).toContain('The build never started');
  });

  it.each<[string, Parameters<typeof previewRow>[0], string]>([
    ['redeploy', { state: 'failed' }, 'attempt 2'],
    ['cancel', { state: 'building' }, 'is being stopped'],
    ['extend', { state: 'ready' }, 'lives on until'],
    ['keep', { state: 'expiring' }, 'is kept'],
    ['expire', { state: 'ready' }, 'is being removed'],
    ['qa', { state: 'ready' }, 'QA passed'],
  ])('%s', async (verb, changes, answer) => {
    await insert(changes);
    expect((await run(`${ID} ${verb}`)).last).toContain(answer);
  });

  it.each<[string, Parameters<typeof previewRow>[0], string]>([
    ['redeploy', { state: 'building' }, 'is still building'],
    ['cancel', { state: 'ready' }, 'is already ready'],
    ['extend', { state: 'building' }, 'this takes one that is ready'],
    ['keep', { state: 'failed' }, 'this takes one that is ready'],
    ['expire', { state: 'expired' }, 'this takes one that is ready'],
    ['qa', { state: 'queued' }, 'this takes one that is ready'],
  ])('refuses to %s one that is %o', async (verb, changes, reason) => {
    await insert(changes);
    await expect(run(`${ID} ${verb}`)).rejects.toThrow(Refusal);
    await expect(run(`${ID} ${verb}`)).rejects.toThrow(reason);
  });

  it.each(['', 'logs', ...Object.keys(PREVIEW_ACTS)])(
    '“%s” knows no preview of another workspace',
    async (verb) => {
      await insert({ workspace_id: 'T2' });
      await expect(run(`${ID} ${verb}`)).rejects.toThrow(`There is no preview “${ID}”`);
    },
  );

  it.each(Object.keys(PREVIEW_ACTS))('lets no viewer %s', async (verb) => {
    await insert({ state: 'ready' });
    await expect(run(`${ID} ${verb}`, { role: 'viewer' })).rejects.toMatchObject({ rule: 'roles' });
  });

  it.each(['', `${ID} dance`, `${ID} toString`])('does not understand %j', async (text) => {
    await expect(run(text)).rejects.toThrow(GrammarError);
  });

  it('passes on that the vendor does not answer', async () => {
    await house.connect('vercel');
    await insert({ state: 'failed', external_id: 'dpl_gone' });
    house.vendors.platform.buildLog = async () => {
      throw new ProviderError('not_found', 'It is gone.');
    };
    await expect(run(`${ID} logs`)).rejects.toThrow('It is gone.');
  });
});
