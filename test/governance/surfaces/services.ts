import type { Action } from '../../../src/governance/actions.ts';
import type { Actor } from '../../../src/governance/gate.ts';
import type { Rooms } from '../../../src/slack/rooms.ts';
import { microstepRow } from '../../store/rows.ts';
import type { Things } from './world.ts';

type Call = (rooms: Rooms, actor: Actor, things: Things) => Promise<unknown>;

const vercel = { provider: 'vercel' };
const both = { direction: 'both' } as const;
const emptyDiff = {
  addedSections: [],
  renamedSections: [],
  added: [],
  changed: [],
  unchanged: [],
  missing: [],
  moved: [],
};
const issueOf = ({ issueId }: Things) => ({ integrationId: 'int-github', externalId: issueId });

/** Everything that the surfaces can ask of the house, and what the policy is asked before. */
export const SERVICES: Readonly<Record<string, [asks: Action, call: Call]>> = {
  'previews.request': [
    'preview.deploy',
    ({ previews }, actor) => previews.request(actor, { branch: 'main', channel: 'C1', ...vercel }),
  ],
  'previews.platforms': ['preview.deploy', ({ previews }, actor) => previews.platforms(actor)],
  'previews.branches': ['preview.deploy', ({ previews }, actor) => previews.branches(actor, 'main', 5)],
  'previews.get': ['preview.read', ({ previews }, actor) => previews.get(actor, 'pv-ready')],
  'previews.atUrls': ['preview.read', ({ previews }, actor) => previews.atUrls(actor, [])],
  'previews.ofMicrostep': [
    'preview.read',
    ({ previews }, actor) => previews.ofMicrostep(actor, microstepRow(), 5),
  ],
  'previews.wholeBuildLog': [
    'preview.read',
    ({ previews }, actor) => previews.wholeBuildLog(actor, 'pv-ready'),
  ],
  'previews.redeploy': ['preview.redeploy', ({ previews }, actor) => previews.redeploy(actor, 'pv-ready')],
  'previews.cancel': ['preview.cancel', ({ previews }, actor) => previews.cancel(actor, 'pv-building')],
  'previews.list': ['preview.read', ({ previews }, actor) => previews.list(actor, 5)],
  'previews.buildLog': ['preview.read', ({ previews }, actor) => previews.buildLog(actor, 'pv-ready')],
  'previews.extend': ['preview.extend', ({ previews }, actor) => previews.extend(actor, 'pv-ready')],
  'previews.keep': ['preview.extend', ({ previews }, actor) => previews.keep(actor, 'pv-ready')],
  'previews.expire': ['preview.expire', ({ previews }, actor) => previews.expire(actor, 'pv-ready')],
  'previews.markQaPassed': ['preview.qa', ({ previews }, actor) => previews.markQaPassed(actor, 'pv-ready')],
  'project.name': ['integration.read', ({ project }, actor) => project.name(actor)],
  'project.rename': ['project.rename', ({ project }, actor) => project.rename(actor, 'Web')],
  'plan.list': ['plan.read', ({ plan }, actor) => plan.list(actor)],
  'plan.sections': ['plan.read', ({ plan }, actor) => plan.sections(actor)],
  'plan.get': ['plan.read', ({ plan }, actor) => plan.get(actor, 'p1.s1.ms1')],
  'plan.history': ['plan.read', ({ plan }, actor, { microstepId: id }) => plan.history(actor, { id })],
  'plan.add': ['plan.edit', ({ plan }, actor) => plan.add(actor, 'Build search')],
  'plan.setStatus': ['plan.edit', ({ plan }, actor) => plan.setStatus(actor, 'p1.s1.ms1', 'doing')],
  'plan.update': ['plan.edit', ({ plan }, actor) => plan.update(actor, 'p1.s1.ms1', { title: 'x' })],
  'plan.previewImport': ['plan.import', ({ plan }, actor) => plan.previewImport(actor, '- x')],
  'plan.applyPlan': ['plan.import', ({ plan }, actor) => plan.applyPlan(actor, emptyDiff)],
  'plan.exportPlan': ['plan.read', ({ plan }, actor) => plan.exportPlan(actor, 'yaml')],
  'issues.links.of': [
    'issue.read',
    ({ issues }, actor, things) => issues.links.of(actor, things.microstepId),
  ],
  'issues.atUrls': ['issue.read', ({ issues }, actor) => issues.atUrls(actor, [])],
  'issues.search': ['issue.read', ({ issues }, actor) => issues.search(actor, 'issue', 5)],
  'issues.links.link': [
    'issue.link',
    ({ issues }, actor, things) => issues.links.link(actor, things.microstepId, issueOf(things)),
  ],
  'issues.links.createIssue': [
    'issue.create',
    ({ issues }, actor, things) => issues.links.createIssue(actor, things.microstepId, 'int-github'),
  ],
  'issues.links.retryCreate': [
    'issue.create',
    ({ issues }, actor) => issues.links.retryCreate(actor, 'link-reserved'),
  ],
  'issues.links.unlink': ['issue.link', ({ issues }, actor) => issues.links.unlink(actor, 'link-conflict')],
  'issues.links.decide': [
    'issue.link',
    ({ issues }, actor) => issues.links.decide(actor, 'link-conflict', 'ours'),
  ],
  'issues.links.reject': [
    'issue.link',
    ({ issues }, actor, things) => issues.links.reject(actor, things.microstepId, issueOf(things)),
  ],
  'issues.wordMap.unmapped': [
    'integration.configure',
    ({ issues }, actor) => issues.wordMap.unmapped(actor, 'link-unmapped', 'status'),
  ],
  'issues.wordMap.map': [
    'integration.configure',
    ({ issues }, actor) =>
      issues.wordMap.map(actor, { integrationId: 'int-github', field: 'status', name: 'Icebox' }, 'todo'),
  ],
  'issues.runs.start': ['issue.sync', ({ issues }, actor) => issues.runs.start(actor, both)],
  'issues.runs.dryRun': ['issue.sync', ({ issues }, actor) => issues.runs.dryRun(actor, both)],
  'issues.runs.get': ['issue.read', ({ issues }, actor) => issues.runs.get(actor, 'run-1')],
  'issues.runs.list': ['issue.read', ({ issues }, actor) => issues.runs.list(actor, { limit: 5 })],
  'issues.runs.trackers': ['issue.read', ({ issues }, actor) => issues.runs.trackers(actor)],
  'configuration.requireMay': [
    'integration.configure',
    ({ configuration }, actor) => configuration.requireMay(actor, 'vercel'),
  ],
  'configuration.check': [
    'integration.configure',
    ({ configuration }, actor) => configuration.check(actor, 'vercel', {}),
  ],
  'configuration.configure': [
    'integration.configure',
    ({ configuration }, actor) => configuration.configure(actor, 'vercel', {}),
  ],
  'disconnect.requireMay': [
    'integration.disconnect',
    ({ disconnect }, actor) => disconnect.requireMay(actor, 'vercel'),
  ],
  'disconnect.disconnect': [
    'integration.disconnect',
    ({ disconnect }, actor) => disconnect.disconnect(actor, 'vercel'),
  ],
  'configuration.test': [
    'integration.test',
    ({ configuration }, actor) => configuration.test(actor, 'vercel'),
  ],
  'configuration.list': ['integration.read', ({ configuration }, actor) => configuration.list(actor)],
  'deliveries.list': [
    'delivery.read',
    ({ deliveries }, actor) => deliveries.list(actor, { limit: 5, onlyFailed: false }),
  ],
  countDeliveries: ['delivery.read', ({ countDeliveries }, actor) => countDeliveries(actor)],
  'deliveries.replay': ['delivery.replay', ({ deliveries }, actor) => deliveries.replay(actor, 'd-failed')],
  'deliveries.replayAll': ['delivery.replay', ({ deliveries }, actor) => deliveries.replayAll(actor, {})],
  'deadLetters.list': ['dead_letter.read', ({ deadLetters }, actor) => deadLetters.list(actor)],
  'deadLetters.revive': ['dead_letter.revive', ({ deadLetters }, actor) => deadLetters.revive(actor, 'j1')],
  'deadLetters.reviveAll': [
    'dead_letter.revive',
    ({ deadLetters }, actor) => deadLetters.reviveAll(actor, {}),
  ],
  'auditLog.list': ['audit.read', ({ auditLog }, actor) => auditLog.list(actor, {}, 5)],
  'approvals.request': ['approval.request', ({ approvals }, actor) => approvals.request(actor, 'ap-1')],
  'approvals.toDecide': ['approval.decide', ({ approvals }, actor) => approvals.toDecide(actor, 'ap-1')],
  'approvals.decide': [
    'approval.decide',
    ({ approvals }, actor) => approvals.decide(actor, 'ap-1', 'approve', 'ok'),
  ],
  'accounts.of': ['account.link', ({ accounts }, actor) => accounts.of(actor)],
  'accounts.link': ['account.link', ({ accounts }, actor) => accounts.link(actor, { github: 'ada' })],
  status: ['integration.read', ({ status }, actor) => status(actor)],
  'subscriptions.subscribe': [
    'subscription.create',
    ({ subscriptions }, actor) =>
      subscriptions.subscribe(actor, { channel: 'C1', events: ['all'], mode: 'update' }),
  ],
  'subscriptions.ensure': [
    'subscription.create',
    ({ subscriptions }, actor) => subscriptions.ensure(actor, 'C1'),
  ],
  'subscriptions.unsubscribe': [
    'subscription.remove',
    ({ subscriptions }, actor) => subscriptions.unsubscribe(actor, 'C1'),
  ],
  'subscriptions.inChannel': [
    'subscription.read',
    ({ subscriptions }, actor) => subscriptions.inChannel(actor, 'C1'),
  ],
  'subscriptions.resume': [
    'subscription.resume',
    ({ subscriptions }, actor) => subscriptions.resume(actor, 'C1'),
  ],
  'subscriptions.ownOf': ['subscription.read', ({ subscriptions }, actor) => subscriptions.ownOf(actor)],
};

/** What no person asks for: the word of trackers, an invitation, the clock, the start, and the same plan of another project. */
const NOBODYS = [
  'accounts.ownerOf',
  'plan.applyRemote',
  'plan.of',
  'issues.runs.startAll',
  'issues.runs.resume',
  'issues.resume',
  'issues.onDead',
  'subscriptions.resumeAfterInvitation',
  'workflowSteps.refuse',
];
/** What the surfaces are given beside services. */
const NO_SERVICES = ['manifests', 'gate', 'policy', 'now', 'newReference', 'log', 'describeAct'];

/** The names of all services that the surfaces are given: `issues.links.of`. */
export function everyService(rooms: object, path = ''): string[] {
  return Object.entries(rooms).flatMap(([key, value]) => {
    const name = `${path}${key}`;
    if (NO_SERVICES.includes(name) || NOBODYS.includes(name) || name === 'issues.handlers') return [];
    return typeof value === 'function' ? [name] : everyService(value, `${name}.`);
  });
}
