import type { Router } from 'express';
import type { Asker } from '../../../src/governance/actions.ts';
import type { Actor } from '../../../src/governance/gate.ts';
import type { Policy, Role } from '../../../src/governance/policy-schema.ts';
import { apiRoutes } from '../../../src/http/api.ts';
import { allCommands } from '../../../src/slack/commands/index.ts';
import { createCommandRunner } from '../../../src/slack/commands/run-command.ts';
import type { ListenerContext } from '../../../src/slack/listeners/context.ts';
import { insertApproval } from '../../../src/store/approvals.ts';
import { insertIssueLink } from '../../../src/store/issue-links.ts';
import { insertPreview } from '../../../src/store/previews.ts';
import { listRunnerEvents } from '../../../src/store/runner-events.ts';
import { openHouse } from '../../slack/house.ts';
import { approvalRow, issueLinkRow, previewRow } from '../../store/rows.ts';

export const API_TOKEN = 'an-api-token-of-some-length';

/** What there is in the house, for the table's lines to be about. */
export interface Things {
  microstepId: string;
  issueId: string;
}

/** A house with something of everything in it, and all its doors. */
export async function openSurfaceWorld(policy?: Policy) {
  const house = await openHouse({ policy });
  const { database, rooms, vendors } = house;
  await house.connect('vercel');
  await house.connect('github');
  const deployed = vendors.platform.add({ state: 'ready' });
  for (const [id, state] of [
    ['pv-ready', 'ready'],
    ['pv-building', 'building'],
  ] as const) {
    const vendor = { integration_id: 'int-vercel', external_id: deployed.externalId };
    const times = { expires_at: '2026-01-12T10:00:00.000Z' };
    await insertPreview(database.db, previewRow({ id, state, ...vendor, ...times }));
  }
  const admin: Actor = { workspaceId: 'T1', userId: 'U0', role: 'admin' };
  const { id: microstepId } = await rooms.plan.add(admin, 'Build the login form');
  const link = { microstep_id: microstepId, integration_id: 'int-github', provider: 'github' };
  const fields = { title: 'A', description: '', status: 'todo', priority: 'none' };
  const conflict = JSON.stringify({ title: { ours: 'B', theirs: 'C' } });
  const base = JSON.stringify({ local: fields, remote: fields });
  const other = { ...link, microstep_id: 'another', external_id: 'x' };
  await insertIssueLink(database.db, issueLinkRow({ ...other, id: 'link-conflict', conflict, base }));
  await insertIssueLink(
    database.db,
    issueLinkRow({ ...other, id: 'link-reserved', state: 'reserved', external_id: null }),
  );
  await insertIssueLink(
    database.db,
    issueLinkRow({ ...other, id: 'link-unmapped', external_id: 'y', unmapped_status: 'Icebox' }),
  );
  await insertApproval(database.db, approvalRow({ requested_by: 'U0' }));
  const issueId = vendors.tracker.add({ title: 'An issue' }).externalId;
  const things: Things = { microstepId, issueId };

  let actor = admin;
  const context: ListenerContext = {
    ...rooms,
    resolveActor: async () => actor,
    runCommand: createCommandRunner({ ...rooms, commands: allCommands(rooms) }),
  };
  const api: Router = apiRoutes({
    ...house,
    ...rooms,
    token: API_TOKEN,
    runs: rooms.issues.runs,
  });

  return {
    house,
    things,
    context,
    api,
    /** Whoever acts from now on. */
    become(role: Asker): Actor {
      actor = { workspaceId: 'T1', userId: `U-${role}`, role: role as Role };
      house.policy.roles.api = role as Role;
      return actor;
    },
    /** Every refusal by the policy that is on record: `issue.link by roles`. */
    async denials(): Promise<string[]> {
      const events = await listRunnerEvents(database.db, 'T1', { limit: 100, actionPrefix: 'policy.denied' });
      return events.map(({ payload }) => JSON.parse(payload)).map(({ asked, rule }) => `${asked} by ${rule}`);
    },
    /** What went wrong in a way nobody foresaw. */
    accidents: () => house.log.lines.filter(({ level }) => level === 'error'),
    close: () => house.close(),
  };
}

export type SurfaceWorld = Awaited<ReturnType<typeof openSurfaceWorld>>;
