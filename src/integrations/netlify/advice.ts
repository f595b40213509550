import type { Connection } from '../contract.ts';
import type { VendorAdvice } from '../http-errors.ts';

const MEND = 'then run `/buildrunner configure netlify`.';

/** What people are told when Netlify refuses, naming the field of the configure modal that mends it. */
export const netlifyAdvice: VendorAdvice = {
  vendor: 'Netlify',
  unauthorized: `Netlify refused the token. Make a new one in Netlify User Settings → Applications, ${MEND}`,
  forbidden: `The token's owner may not do this. Paste an Access token of a member of the site's team, made in Netlify User Settings → Applications, ${MEND}`,
  notFound: 'Netlify no longer has this deploy. Deploy the branch again.',
};

/** The same where it is the site that is missing: Netlify says so, too, of a site that the token may not see. */
export function siteAdvice({ values }: Connection): VendorAdvice {
  return {
    ...netlifyAdvice,
    notFound: `There is no site ${values.site_id} that this token can see. Check Site ID and whether the token's owner is a member of the site's team, ${MEND}`,
  };
}
