import type { Connection } from '../contract.ts';
import type { VendorAdvice } from '../http-errors.ts';
import { codeOf } from './dialect.ts';

const API = 'Linear → Settings → API';
const MEND = 'then run `/buildrunner configure linear`.';

/** What people are told when Linear refuses, naming the field or the page that mends it. */
export interface LinearAdvice {
  workspace: VendorAdvice;
  team: VendorAdvice;
  issue: VendorAdvice;
  webhooks: VendorAdvice;
}

export function linearAdvice({ values }: Connection): LinearAdvice {
  const about = (entity: string | undefined, notFound: string, forbidden = ''): VendorAdvice => ({
    vendor: 'Linear',
    unauthorized: `Linear refused the API key: it is wrong, revoked or expired. Make a new one in ${API}, ${MEND}`,
    forbidden:
      forbidden ||
      `Linear does not let the API key do this. Check in ${API} that the key may read and write, and that its account is a member of the team.`,
    notFound,
    codeOf: (answer) => codeOf(answer, entity),
  });
  return {
    workspace: about(undefined, `Linear's API is not at this address. Check the API base URL, ${MEND}`),
    team: about('Team', unknownTeam(values.team_id ?? '')),
    issue: about(
      'Issue',
      'Linear finds no such issue, or the API key may not see it. It may have been deleted, or its team made private.',
    ),
    webhooks: about(
      'Webhook',
      'Linear finds no such webhook. It may have been deleted already.',
      `Linear lets only workspace admins register webhooks. Use the API key of an admin (${API}), or create the webhook there by hand under Webhooks.`,
    ),
  };
}

/** Where the configured team is not among those that the key can see. */
export function unknownTeam(team: string): string {
  return `Linear finds no team ${team}, or the API key's account may not see it. Check Team, ${MEND}`;
}
