import { SITE } from './account.ts';

/** Addresses of what this router itself serves, so that a person of the sandbox can open them. */
export interface Links {
  /** The preview itself; Netlify's would be `https://5b78…--web-app.netlify.app`. */
  live(deployId: string): string;
  /** The site's page in Netlify's app; a deploy's page is `/deploys/<id>` below it. */
  admin(): string;
}

/** `baseUrl` is asked each time: the port is not known before the server listens. */
export function linksUnder(baseUrl: () => string): Links {
  const base = () => baseUrl().replace(/\/+$/, '');
  return {
    live: (deployId) => `${base()}/live/${deployId}--${SITE.domain}`,
    admin: () => `${base()}/app/sites/${SITE.name}`,
  };
}
