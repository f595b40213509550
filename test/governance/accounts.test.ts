import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/governance/gate.ts';
import { type House, openHouse } from '../slack/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ policy: { accounts: { U7: { github: 'mel-dev', jira: 'mel@acme.example' } } } });
});
afterEach(() => house.close());

const ada: Actor = { workspaceId: 'T1', userId: 'U1', role: 'viewer' };
const mel: Actor = { ...ada, userId: 'U7' };
const ownerOf = (name: string, workspaceId = 'T1') => house.rooms.accounts.ownerOf(workspaceId, name);

describe('accounts', () => {
  it('are what people say of themselves, whatever the case', async () => {
    await house.rooms.accounts.link(ada, { github: 'Ada-L', jira: 'ada@acme.example' });
    expect(await ownerOf('ada-l')).toBe('U1');
    expect(await ownerOf('ADA@acme.example')).toBe('U1');
    expect(await ownerOf('nobody')).toBeUndefined();
    expect(await ownerOf('')).toBeUndefined();
  });

  it('or else what the policy says of them', async () => {
    expect(await ownerOf('mel-dev')).toBe('U7');
    await house.rooms.accounts.link(mel, { github: 'mel' });
    expect(await house.rooms.accounts.of(mel)).toEqual({ github: 'mel', jira: 'mel@acme.example' });
    expect(await ownerOf('mel')).toBe('U7');
  });

  it('are taken away by an empty name, and others stay', async () => {
    await house.rooms.accounts.link(ada, { github: 'ada', jira: 'ada@acme.example' });
    await house.rooms.accounts.link(ada, { github: ' ' });
    expect(await house.rooms.accounts.of(ada)).toEqual({ jira: 'ada@acme.example' });
  });

  it('that two people claim are nobody’s', async () => {
    await house.rooms.accounts.link(ada, { github: 'dev' });
    await house.rooms.accounts.link({ ...ada, userId: 'U2' }, { github: 'dev' });
    expect(await ownerOf('dev')).toBeUndefined();
  });

  it('are known in their own workspace alone', async () => {
    await house.rooms.accounts.link(ada, { github: 'ada' });
    expect(await ownerOf('ada', 'T2')).toBeUndefined();
  });

  it('of a length that no account has are refused, and change nothing', async () => {
    await expect(house.rooms.accounts.link(ada, { github: 'x'.repeat(201) })).rejects.toThrow('at most 200');
    expect(await house.rooms.accounts.of(ada)).toEqual({});
  });
});
