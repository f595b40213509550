import { z } from 'zod';
import { MICROSTEP_STATUSES } from '../store/plan-schema.ts';
import { OVERRIDABLE_RULES } from './rule-names.ts';

/** From least to most; each may do what the ones before it may. */
export const ROLES = ['viewer', 'member', 'deployer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Stands in a list of people for everyone whom Slack calls a workspace admin or owner. */
export const WORKSPACE_ADMINS = 'workspace_admins';

/** A Slack user id (`U…`, `W…`), the id of a Slack user group (`S…`), or `workspace_admins`. */
export type PolicyEntry = string;

const policyEntry = z.string().regex(/^(workspace_admins|[UWS][A-Z0-9]+)$/, {
  error: `expected a Slack user id like U0123ABCD, a user group id like S0123ABCD, or ${WORKSPACE_ADMINS}`,
});
const people = z.array(policyEntry).default([]);

const slackUser = z.string().regex(/^[UW][A-Z0-9]+$/, { error: 'expected a Slack user id like U0123ABCD' });

const channelId = z.string().regex(/^[CG][A-Z0-9]+$/, {
  error: 'expected the id of a channel like C0123ABCD; Slack shows it at the end of the channel’s details',
});

const days = z.int().min(1);
const microstepStatus = z.enum(MICROSTEP_STATUSES);

const integrations = z.strictObject({
  /** Which providers may be configured and talked to. */
  integrations_allowed: z.array(z.string()).optional(),
  max_integrations_per_project: z.int().min(1).optional(),
  /** A microstep can only be done once it is linked to an issue. */
  external_sync_required: z.boolean().default(false),
  /** Titles of phases in which a microstep is done only once a preview of its branch passed QA. */
  require_preview_for_phase: z.array(z.string().regex(/[\p{L}\p{N}]/u)).default([]),
});

const previewEnvironments = z.strictObject({
  providers_allowed: z.array(z.string()).optional(),
  /** Globs: which branches a push or a pull request deploys without anyone asking. */
  auto_deploy_branches: z.array(z.string().min(1)).default([]),
  retention_days: days.max(365).default(7),
});

const microsteps = z.strictObject({
  /** By status: where it may go from there. A status that is left out may go anywhere. */
  allowed_transitions: z.partialRecord(microstepStatus, z.array(microstepStatus)).optional(),
});

/** `prompt` asks a person; `auto_merge` takes the state further along and the more urgent priority, and asks about texts. */
export const CONFLICT_STRATEGIES = ['prompt', 'local_wins', 'remote_wins', 'auto_merge'] as const;
export type ConflictStrategy = (typeof CONFLICT_STRATEGIES)[number];

const conflictResolution = z.strictObject({
  strategy: z.enum(CONFLICT_STRATEGIES).default('prompt'),
});

const roles = z.strictObject({
  default: z.enum(ROLES).default('viewer'),
  viewer: people,
  member: people,
  deployer: people,
  admin: people,
  /** The role of whoever holds the token of the JSON API. */
  api: z.enum(ROLES).default('admin'),
});

const approvals = z.strictObject({
  /** The rules whose refusals a second person may override, once. */
  overridable: z.array(z.enum(OVERRIDABLE_RULES)).default([]),
  /** Whoever `roles.admin` names, where it is left out. */
  approvers: z.array(policyEntry).min(1).optional(),
  ask_in: z
    .string()
    .regex(/^(direct_message|[CG][A-Z0-9]+)$/, {
      error: 'expected direct_message, or the id of a channel like C0123ABCD',
    })
    .default('direct_message'),
  expire_after_hours: z
    .number()
    .positive()
    .max(14 * 24)
    .default(24),
});

const notifications = z.strictObject({
  /** Where BuildRunner tells of itself; each who configured an integration is told, where it is left out. */
  admin_channel: channelId.optional(),
});

const deliveries = z.strictObject({
  /** What came in is kept for so many days: without it nothing can be replayed. */
  body_retention_days: days.default(14),
  /** The line that tells what became of it. */
  retention_days: days.default(90),
});

const rateLimit = z.strictObject({ requests: z.int().positive(), window_seconds: z.int().positive() });

/** `governance/policy.yml`. A list that is left out allows everything; unknown keys are errors. */
export const policySchema = z.strictObject({
  integrations: integrations.prefault({}),
  preview_environments: previewEnvironments.prefault({}),
  microsteps: microsteps.default({}),
  conflict_resolution: conflictResolution.prefault({}),
  roles: roles.prefault({}),
  approvals: approvals.prefault({}),
  notifications: notifications.default({}),
  audit: z
    .strictObject({
      /** An event of the audit log is removed after so many days; left out, never. */
      retention_days: days.optional(),
    })
    .default({}),
  /** By Slack user and provider: who people are there, unless they said so themselves. */
  accounts: z.record(slackUser, z.record(z.string(), z.string().min(1))).default({}),
  deliveries: deliveries.prefault({}),
  /** By provider: instead of what its manifest says. */
  rate_limits: z.record(z.string(), rateLimit).default({}),
});

export type Policy = z.infer<typeof policySchema>;
