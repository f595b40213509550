import type { Connection } from '../contract.ts';
import type { ProviderErrorCode } from '../errors.ts';
import type { HttpAnswer, VendorAdvice } from '../http-errors.ts';

const MEND = 'then run `/buildrunner configure vercel`.';

/** What people are told when Vercel refuses, naming the field of the configure modal that mends it. */
export function vercelAdvice({ values }: Connection): VendorAdvice {
  const where = values.team_id ? `the team ${values.team_id}` : 'your personal account';
  return {
    vendor: 'Vercel',
    unauthorized: `Vercel refused the token. Make a new one in Vercel → Settings → Tokens, ${MEND}`,
    forbidden: `The token may not do this in ${where}. Check Team ID, or make a token whose scope includes that team in Vercel → Settings → Tokens, ${MEND}`,
    notFound: 'Vercel no longer has this deployment. Deploy the branch again.',
    codeOf: refusedToken,
  };
}

/** The same where it is the project that is missing. */
export function projectAdvice(connection: Connection): VendorAdvice {
  const { team_id: team, project_name: project } = connection.values;
  const where = team ? `the team ${team}` : 'your personal account';
  const hint = team ? 'Check Project name and Team ID' : 'Check Project name, or fill in Team ID';
  return {
    ...vercelAdvice(connection),
    notFound: `There is no project called ${project} in ${where}. ${hint}, ${MEND}`,
  };
}

/** Vercel answers 403 for a bad token too, and says so in the body: `invalidToken`, `missingToken`. */
function refusedToken(answer: HttpAnswer): ProviderErrorCode | undefined {
  return answer.status === 403 && /"(invalid|missing)Token"\s*:\s*true/.test(answer.body)
    ? 'unauthorized'
    : undefined;
}
