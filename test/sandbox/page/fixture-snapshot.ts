import type { Panel, Person, Snapshot } from '../../../src/sandbox/page-api.ts';
import { deploysMessages } from './fixture-messages.ts';
import { HOME } from './fixture-views.ts';

const PEOPLE: Person[] = [
  { id: 'U1', name: 'ada', realName: 'Ada Lovelace', title: 'workspace admin', isBot: false },
  { id: 'U2', name: 'grace', realName: 'Grace Hopper', title: 'deployer', isBot: false },
  { id: 'U3', name: 'linus', realName: 'Linus Baker', title: 'viewer', isBot: false },
  { id: 'UB', name: 'buildrunner', realName: 'BuildRunner', title: 'app', isBot: true },
];

const VERCEL: Panel = {
  id: 'vercel',
  title: 'Vercel',
  hints: [
    { label: 'API token', value: 'vcp_pretend_3f9a' },
    { label: 'Project', value: 'web-app' },
  ],
  actions: [
    {
      id: 'push',
      label: 'Push a branch',
      inputs: [
        { name: 'branch', label: 'Branch', initial: 'feature/login' },
        { name: 'outcome', label: 'The build will', options: ['succeed', 'fail', 'hang'] },
      ],
    },
    { id: 'revoke', label: 'Revoke the token' },
  ],
  sections: [
    {
      title: 'Deployments',
      items: [
        {
          id: 'dpl_1',
          title: 'feature/login',
          detail: 'dpl_9x1 · 4f1c2aa · Ada Lovelace',
          state: 'READY',
          url: 'https://web-app-login.example.app',
          actions: [{ id: 'delete', label: 'Delete' }],
        },
        {
          id: 'dpl_2',
          title: 'feature/payments',
          detail: 'dpl_9x2 · 77be01d · Grace Hopper',
          state: 'ERROR',
          actions: [{ id: 'retry', label: 'Redeploy' }],
        },
        {
          id: 'dpl_3',
          title: 'feature/search',
          detail: 'dpl_9x3 · c0ffee1',
          state: 'BUILDING',
          actions: [
            { id: 'finish', label: 'Finish' },
            { id: 'break', label: 'Break' },
          ],
        },
      ],
    },
    { title: 'Webhooks', items: [] },
  ],
};

/** A workspace with something of everything, as the person `me` sees it. */
export function richSnapshot(me: string, now: number): Snapshot {
  return {
    team: { id: 'T1', name: 'Acme' },
    me: PEOPLE.find(({ id }) => id === me) ?? PEOPLE[0]!,
    people: PEOPLE,
    channels: [
      {
        id: 'C1',
        name: 'deploys',
        kind: 'channel',
        topic: 'Previews and what became of them',
        botIsMember: true,
      },
      { id: 'C2', name: 'qa', kind: 'channel', topic: 'Is it good?', botIsMember: true },
      { id: 'C3', name: 'random', kind: 'channel', topic: '', botIsMember: false },
      { id: 'D1', name: 'BuildRunner', kind: 'direct', topic: '', botIsMember: true },
    ],
    messages: { C1: deploysMessages(now), C2: [], C3: [], D1: [] },
    home: HOME,
    modals: [],
    notices: [],
    commands: [
      {
        command: '/buildrunner',
        description: 'Plans, issues and previews',
        usageHint: '[help | deploy-preview …]',
      },
    ],
    shortcuts: [
      { callbackId: 'deploy-qa-preview', name: 'Deploy QA preview', type: 'global' },
      { callbackId: 'create-issue', name: 'Create issue from this', type: 'message' },
      { callbackId: 'link-step', name: 'Link to microstep', type: 'message' },
    ],
    panels: [
      VERCEL,
      {
        id: 'linear',
        title: 'Linear',
        hints: [{ label: 'API key', value: 'lin_api_pretend' }],
        sections: [],
        actions: [],
      },
    ],
  };
}
