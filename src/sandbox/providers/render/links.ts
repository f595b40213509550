import type { Deploy, Service } from './world.ts';

/**
 * Addresses of what this router itself serves, where the vendor names its own, so that a person of the sandbox can
 * open them.
 */
export interface Links {
  site(service: Service): string;
  service(service: Service): string;
  deploy(service: Service, deploy: Deploy): string;
}

/** `baseUrl` is asked each time: the port is not known before the server listens. */
export function linksUnder(baseUrl: () => string): Links {
  const base = () => baseUrl().replace(/\/+$/, '');
  const dashboard = (service: Service) => `${base()}/dashboard/web/${service.id}`;
  return {
    site: (service) => `${base()}/sites/${service.slug}.onrender.com`,
    service: dashboard,
    deploy: (service, deploy) => `${dashboard(service)}/deploys/${deploy.id}`,
  };
}
