import type { Provider } from '../contract.ts';
import { connectGitHub } from './client.ts';
import { InstallationTokens } from './installation-tokens.ts';
import { normalizeGitHub } from './webhook.ts';
import { verifyGitHub } from './webhook-signature.ts';

const tokens = new InstallationTokens();

/** GitHub as an issue tracker and as the place where the code lives: https://docs.github.com/en/rest */
export const github: Provider = {
  webhook: { verify: verifyGitHub, normalize: normalizeGitHub },
  connect: (connection) => connectGitHub(connection, { tokens, now: () => new Date() }),
};
