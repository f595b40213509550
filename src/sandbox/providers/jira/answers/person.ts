import { type Person, TIME_ZONE } from '../account.ts';
import type { Links } from '../links.ts';

const SIZES = [16, 24, 32, 48];

/** Pictures of the usual sizes, as everything in Jira has them. */
export function picturesOf(links: Links, name: string): Record<string, string> {
  return Object.fromEntries(
    SIZES.map((size) => [`${size}x${size}`, links.picture(`${name}-${size}.png`)] as const),
  );
}

/** A person as the API tells of them wherever one stands. */
export function personAnswer(links: Links, person: Person) {
  return {
    self: links.person(person.accountId),
    accountId: person.accountId,
    accountType: 'atlassian',
    emailAddress: person.email,
    avatarUrls: picturesOf(links, person.login),
    displayName: person.name,
    active: true,
    timeZone: TIME_ZONE,
  };
}

/** The account that asks. */
export function myselfAnswer(links: Links, person: Person) {
  return {
    ...personAnswer(links, person),
    locale: 'en_US',
    groups: { size: 1, items: [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  };
}
