/** The rules of the policy that refuse, by the place of their line in the file. */
export const RULES = {
  roles: 'roles',
  integrationsAllowed: 'integrations.integrations_allowed',
  integrationsPerProject: 'integrations.max_integrations_per_project',
  externalSync: 'integrations.external_sync_required',
  previewForPhase: 'integrations.require_preview_for_phase',
  previewProviders: 'preview_environments.providers_allowed',
  autoDeployBranches: 'preview_environments.auto_deploy_branches',
  transitions: 'microsteps.allowed_transitions',
  approvers: 'approvals.approvers',
  fourEyes: 'approvals',
} as const;

/**
 * Those that an approval may override. Which tools there are at all is not among them: what the policy keeps away
 * altogether takes a change of the policy.
 */
export const OVERRIDABLE_RULES = [
  RULES.roles,
  RULES.externalSync,
  RULES.previewForPhase,
  RULES.previewProviders,
  RULES.transitions,
] as const;
