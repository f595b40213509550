import { z } from 'zod';
import { MICROSTEP_PRIORITIES, MICROSTEP_STATUSES } from './plan-schema.ts';
import { subscriptionSchema } from './subscription-schema.ts';

/**
 * The settings document of one workspace: small, readable, worth a backup. Credentials stand in it sealed.
 * Times are ISO 8601.
 */

const sealed = z.string().startsWith('v1.');

export const integrationSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  provider: z.string(),
  /** What was typed into the configure modal, secrets apart. */
  fields: z.record(z.string(), z.string()),
  /** By field, sealed for this workspace, project, provider and field. */
  credentials: z.record(z.string(), sealed),
  /** By field: since when the secret has been in use. */
  credentialsSince: z.record(z.string(), z.string()).optional(),
  webhook: z
    .object({
      /** The vendor's id of the registration we made; absent when a person set it up by hand. */
      externalId: z.string().optional(),
      url: z.string(),
      /** What the vendor signs with, where the vendor chose it. */
      secret: sealed.optional(),
    })
    .optional(),
  /** What people decided a status of the tracker means, by its name. */
  statusOverrides: z.record(z.string(), z.enum(MICROSTEP_STATUSES)).optional(),
  /** The same of its priorities. */
  priorityOverrides: z.record(z.string(), z.enum(MICROSTEP_PRIORITIES)).optional(),
  lastTest: z.object({ at: z.string(), ok: z.boolean(), summary: z.string() }).optional(),
  configuredBy: z.string(),
  configuredAt: z.string(),
});

export const projectSchema = z.object({ id: z.string(), name: z.string() });

export const settingsSchema = z.object({
  version: z.literal(1),
  projects: z.array(projectSchema).min(1),
  integrations: z.array(integrationSchema),
  subscriptions: z.array(subscriptionSchema),
  /** By Slack user and provider: who people say they are there. */
  accounts: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** By provider, what a disconnected integration was called: links and previews know it by that. */
  formerIntegrations: z.record(z.string(), z.string()).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;
export type IntegrationSettings = z.infer<typeof integrationSchema>;

/** What a workspace starts with: one project, nothing configured. */
export function emptySettings(): Settings {
  return {
    version: 1,
    projects: [{ id: 'default', name: 'Default project' }],
    integrations: [],
    subscriptions: [],
  };
}
