import type { ConnectionReport } from '../contract.ts';
import { writtenTime } from '../written-time.ts';
import type { DeployAnswer, SiteAnswer } from './answers.ts';
import type { NetlifyApi } from './api.ts';

const RECENT = 5;

/** Proves the token and the site, in the order in which a person would mend them. */
export async function testConnection(api: NetlifyApi): Promise<ConnectionReport> {
  const site = await api.site();
  const recent = await api.deploys(RECENT);
  const account = site.account_name ?? site.account_slug;
  return {
    summary: `Connected to ${site.name ?? site.id}${account ? ` in ${account}` : ''}.`,
    details: [
      { title: 'Site', items: siteLines(site) },
      {
        title: 'Recent deploys',
        items: recent.length > 0 ? recent.slice(0, RECENT).map(deployLine) : ['None yet'],
      },
    ],
  };
}

function siteLines({ build_settings: settings }: SiteAnswer): string[] {
  const repository = settings?.repo_path ?? settings?.repo_url;
  if (!repository) {
    return [
      'Not connected to a Git repository: connect one in Netlify → Configuration → Build & deploy to deploy previews',
    ];
  }
  return [
    `Git: ${[settings?.provider, repository].filter(Boolean).join(' · ')}`,
    ...(settings?.repo_branch ? [`Production branch, never deployed: ${settings.repo_branch}`] : []),
    ...(settings?.stop_builds
      ? ['Builds are stopped: activate them in Netlify → Configuration → Build & deploy to deploy previews']
      : []),
  ];
}

function deployLine({ id, branch, state, created_at: createdAt }: DeployAnswer): string {
  return [branch ?? id, state ?? 'unknown', writtenTime(new Date(createdAt))].join(' · ');
}
