import { type Account, FOUNDED_AT } from '../account.ts';
import type { Links } from '../links.ts';
import { written } from './time.ts';

/** An account as it stands within other answers ("simple user"). */
export function accountAnswer(links: Links, { id, login, type }: Pick<Account, 'id' | 'login' | 'type'>) {
  const url = links.account(login);
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${url}/avatar`,
    gravatar_id: '',
    url,
    html_url: url,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

export function organizationAnswer(links: Links, { id, login }: Pick<Account, 'id' | 'login'>) {
  return { login, id, node_id: nodeId('O', id), url: links.api(`/orgs/${login}`), description: '' };
}

/** GET /user, in the form that everybody may see. */
export function userAnswer(links: Links, account: Account) {
  return {
    ...accountAnswer(links, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: written(FOUNDED_AT),
    updated_at: written(FOUNDED_AT),
    user_view_type: 'public',
  };
}

/** A global id as GitHub's look: a letter for the kind, and the id in base64. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}
