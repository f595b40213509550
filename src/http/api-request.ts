import express, { type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { flattenIssues } from '../config/schema-issues.ts';
import { type Actor, Refusal } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { SettingsStore } from '../store/settings.ts';

/** Reads a body whatever its content type: `curl -d` sends JSON as a form. */
export const anyText = express.text({ type: () => true, limit: '100kb' });

/** What it takes to know who asks. */
export interface ApiActorsOptions {
  policy: () => Policy;
  settings: Pick<SettingsStore, 'workspaces'>;
}

/** Whoever has the token, once in each workspace, with the role that the policy gives to the API. */
export async function apiActors({ policy, settings }: ApiActorsOptions): Promise<Actor[]> {
  const { api: role } = policy().roles;
  return (await settings.workspaces()).map((workspaceId) => ({ workspaceId, userId: 'api', role }));
}

/** Throws `SyntaxError` where a text is no JSON, or another JSON than an object. */
export function jsonObject(body: unknown): object {
  if (typeof body !== 'string' || body.trim() === '') return {};
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new SyntaxError('not an object');
}

/** What can be mended by whoever asked; all else is Express's to answer. */
export const inWords: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof z.ZodError) {
    const lines = flattenIssues(error.issues).map(({ path, message }) => `${path.join('.')}: ${message}`);
    response.status(400).json({ error: lines.join('; ') });
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ error: 'Send a JSON object, like {"name": "value"}.' });
  } else if (error instanceof Refusal) {
    response.status(error.rule === undefined ? 409 : 403).json({ error: error.message, rule: error.rule });
  } else if (error instanceof ProviderError) {
    response.status(502).json({ error: error.advice });
  } else next(error);
};
