import { hasCode } from '../errors.ts';
import { accountAnswer, fieldList } from './answers.ts';
import type { JiraCaller } from './caller.ts';

/** What hardly ever changes about a site as one account sees it. */
export interface SiteFacts {
  /** The account's, an IANA name: the times in a JQL query are read in it. */
  timeZone: string;
  /** The id of the custom field "Flagged", where the site has one: `customfield_10021`. */
  flagField: string | undefined;
}

/** Fields and zones change by the hand of an administrator, which is seen after this long. */
const KEPT_MS = 12 * 60 * 60_000;

/** Remembers the facts of each site, so that they do not cost two requests with every call. */
export class SiteFactsCache {
  readonly #known = new Map<string, { facts: SiteFacts; at: number }>();

  /** Throws `ProviderError`. */
  async of(caller: JiraCaller): Promise<SiteFacts> {
    const site = `${caller.email} ${caller.baseUrl}`;
    const now = caller.now().getTime();
    const known = this.#known.get(site);
    if (known && now - known.at < KEPT_MS) return known.facts;
    const [timeZone, flagField] = await Promise.all([timeZoneOf(caller), flagFieldOf(caller)]);
    const facts = { timeZone, flagField };
    this.#known.set(site, { facts, at: now });
    return facts;
  }
}

async function timeZoneOf(caller: JiraCaller): Promise<string> {
  const { timeZone } = await caller.ask(accountAnswer, caller.advice.account, (jira, client) =>
    jira.getCurrentUser(client),
  );
  return timeZone ?? 'UTC';
}

/** People may name any field "Flagged"; Jira's own is found by the name it has in English whatever the language. */
async function flagFieldOf(caller: JiraCaller): Promise<string | undefined> {
  try {
    const fields = await caller.ask(fieldList, caller.advice.account, (jira, client) =>
      jira.getFields(client),
    );
    const custom = fields.filter((field) => field.custom !== false);
    return (
      custom.find(({ untranslatedName }) => untranslatedName === 'Flagged') ??
      custom.find(({ name }) => name === 'Flagged')
    )?.id;
  } catch (error) {
    // Whoever may not list the fields sees no flag either.
    if (hasCode(error, 'forbidden', 'not_found')) return undefined;
    throw error;
  }
}
