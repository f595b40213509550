import type { Schedule } from './schedules.ts';

/** At the start and whenever the key file changes; daily for what could not be opened then. */
export const RESEAL: Schedule = {
  cron: '0 2 * * *',
  job: { kind: 'vault.reseal', payload: {}, key: 'vault.reseal' },
};

/** What is done again and again, at the start too. Times are UTC. */
export const SCHEDULES: readonly Schedule[] = [
  { cron: '0 * * * *', job: { kind: 'preview.sweep', payload: {}, key: 'preview.sweep' } },
  {
    cron: '*/5 * * * *',
    job: { kind: 'issue.sync_all', payload: { trigger: 'schedule' }, key: 'issue.sync_all' },
  },
  { cron: '*/5 * * * *', job: { kind: 'integration.watch', payload: {}, key: 'integration.watch' } },
  RESEAL,
  { cron: '*/5 * * * *', job: { kind: 'news.release', payload: {}, key: 'news.release' } },
  { cron: '0 9 * * *', job: { kind: 'credential.remind', payload: {}, key: 'credential.remind' } },
  { cron: '30 2 * * *', job: { kind: 'audit.prune', payload: {}, key: 'audit.prune' } },
  { cron: '45 2 * * *', job: { kind: 'delivery.prune', payload: {}, key: 'delivery.prune' } },
];
