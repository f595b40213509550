/** Who owns this pretend GitHub: one organization, its people, one token, one repository. None of it ever changes. */

/** In the form of the vendor's fine-grained tokens. */
export const TOKEN = 'github_pat_sandbox_token';

export const ORGANIZATION = { id: 90_210, login: 'acme', type: 'Organization' } as const;

export interface Account {
  id: number;
  login: string;
  name: string;
  email: string;
  type: 'User' | 'Organization';
}

/** The service account whose token BuildRunner is given. */
export const BOT: Account = {
  id: 90_214,
  login: 'acme-bot',
  name: 'Acme Bot',
  email: 'bot@acme.example',
  type: 'User',
};

export const PEOPLE: readonly Account[] = [
  { id: 90_211, login: 'ada', name: 'Ada', email: 'ada@acme.example', type: 'User' },
  { id: 90_212, login: 'dee', name: 'Dee', email: 'dee@acme.example', type: 'User' },
  { id: 90_213, login: 'mel', name: 'Mel', email: 'mel@acme.example', type: 'User' },
];

/** When all of them were made, in epoch milliseconds. */
export const FOUNDED_AT = Date.UTC(2025, 0, 15, 9, 0);

export const REPOSITORY = {
  id: 731_204_518,
  owner: ORGANIZATION.login,
  name: 'web-app',
  fullName: 'acme/web-app',
  defaultBranch: 'main',
  description: 'The web app of Acme',
} as const;

/** Where issues are transferred to; the token does not see it. */
export const DOCS_REPOSITORY = { id: 731_204_977, fullName: 'acme/docs' } as const;

/** Mel's copy, from which a pull request can come. */
export const FORK = { id: 731_299_001, owner: 'mel', name: 'web-app', fullName: 'mel/web-app' } as const;

/** The account of that login, which GitHub compares without regard to case. */
export function findAccount(login: string): Account | undefined {
  return [...PEOPLE, BOT].find((account) => account.login === login.toLowerCase());
}

/** The account of a login that this world itself wrote down. */
export function accountOf(login: string): Account {
  const account = findAccount(login);
  if (!account) throw new Error(`no account ${login} in this world`);
  return account;
}
