import { z } from 'zod';
import { MICROSTEP_STATUSES } from '../store/plan-schema.ts';

/** From least to most; each may do what the ones before it may. */
export const ROLES = ['viewer', 'member', 'deployer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Stands in a role's list for everyone whom Slack calls a workspace admin or owner. */
export const WORKSPACE_ADMINS = 'workspace_admins';

const people = z
  .array(
    z.union([z.literal(WORKSPACE_ADMINS), z.string().regex(/^[UW][A-Z0-9]+$/)], {
      error: `expected a Slack user id like U0123ABCD, or ${WORKSPACE_ADMINS}`,
    }),
  )
  .default([]);

const microstepStatus = z.enum(MICROSTEP_STATUSES);

/** `prompt` asks a person; `auto_merge` takes the state further along and the more urgent priority, and asks about texts. */
export const CONFLICT_STRATEGIES = ['prompt', 'local_wins', 'remote_wins', 'auto_merge'] as const;
export type ConflictStrategy = (typeof CONFLICT_STRATEGIES)[number];

/** `governance/policy.yml`. A list that is left out allows everything; unknown keys are errors. */
export const policySchema = z.strictObject({
  integrations: z
    .strictObject({
      integrations_allowed: z.array(z.string()).optional(),
      /** Titles of phases in which a microstep is done only once a preview of its branch passed QA. */
      require_preview_for_phase: z.array(z.string().regex(/[\p{L}\p{N}]/u)).default([]),
    })
    .prefault({}),
  preview_environments: z
    .strictObject({
      providers_allowed: z.array(z.string()).optional(),
      /** Globs: which branches a push or a pull request deploys without anyone asking. */
      auto_deploy_branches: z.array(z.string().min(1)).default([]),
      retention_days: z.int().min(1).max(365).default(7),
    })
    .prefault({}),
  microsteps: z
    .strictObject({
      /** By status: where it may go from there. A status that is left out may go anywhere. */
      allowed_transitions: z.partialRecord(microstepStatus, z.array(microstepStatus)).optional(),
    })
    .default({}),
  conflict_resolution: z
    .strictObject({
      strategy: z.enum(CONFLICT_STRATEGIES).default('prompt'),
    })
    .prefault({}),
  audit: z
    .strictObject({
      /** An event of the audit log is removed after so many days; left out, never. */
      retention_days: z.int().min(1).optional(),
    })
    .default({}),
  roles: z
    .strictObject({
      default: z.enum(ROLES).default('viewer'),
      viewer: people,
      member: people,
      deployer: people,
      admin: people,
    })
    .prefault({}),
});

export type Policy = z.infer<typeof policySchema>;
