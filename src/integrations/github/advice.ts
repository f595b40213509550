import type { Connection } from '../contract.ts';
import type { VendorAdvice } from '../http-errors.ts';
import { codeOf } from './dialect.ts';

const MEND = 'then run `/buildrunner configure github`.';
const TOKENS = 'GitHub → Settings → Developer settings → Fine-grained tokens';
const APPS = 'GitHub → Settings → Developer settings → GitHub Apps';

/** What people are told when GitHub refuses, naming the field or the page that mends it. */
export interface GitHubAdvice {
  repository: VendorAdvice;
  issue: VendorAdvice;
  pullRequest: VendorAdvice;
  commit: VendorAdvice;
  webhooks: VendorAdvice;
  /** For the token of a GitHub App's installation. */
  installation: VendorAdvice;
}

export function githubAdvice({ values }: Connection): GitHubAdvice {
  const repository = values.repository ?? '';
  const byToken = Boolean(values.token);
  const page = byToken ? TOKENS : APPS;
  const who = byToken ? 'the token' : 'the app';
  const common = {
    vendor: 'GitHub',
    unauthorized: byToken
      ? `GitHub refused the token: it is wrong, revoked or expired. Make a new one in ${TOKENS}, ${MEND}`
      : `GitHub refused the app. Check App ID, Installation ID and Private key in ${APPS}, ${MEND}`,
    forbidden: `GitHub does not let ${who} do this in ${repository}. Check its repository permissions in ${page}.`,
    codeOf,
  };
  const missing = (what: string, mend: string): VendorAdvice => ({
    ...common,
    notFound: `GitHub finds no ${what}, or ${who} may not see it. ${mend}`,
  });
  return {
    repository: missing(
      `repository ${repository}`,
      `Check Repository: it may have been renamed or moved. Check too that ${who} includes it in ${page}, ${MEND}`,
    ),
    issue: missing(
      `such issue in ${repository}`,
      `It may have been deleted or moved, or issues may be switched off in the repository's settings.`,
    ),
    pullRequest: missing(
      `such pull request in ${repository}`,
      `Check "Pull requests" among its permissions in ${page}.`,
    ),
    commit: missing(
      `such commit in ${repository}`,
      `Check "Commit statuses" and "Deployments" among its permissions in ${page}.`,
    ),
    webhooks: missing(
      `webhooks of ${repository}`,
      `Check "Webhooks" among its permissions in ${page}, and that its account is an admin of the repository.`,
    ),
    installation: missing(
      `installation ${values.installation_id ?? ''}`,
      `Check App ID and Installation ID in ${APPS}, ${MEND}`,
    ),
  };
}

/** Where the private key itself cannot be used. */
export const UNREADABLE_KEY = `The private key cannot be read. Paste the whole .pem file from ${APPS} → your app → Private keys, ${MEND}`;
