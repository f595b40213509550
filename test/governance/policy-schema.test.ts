import { describe, expect, it } from 'vitest';
import { formatYamlProblem, parsePositionedYaml } from '../../src/config/positioned-yaml.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';

function problemsOf(text: string): string[] {
  const parsed = parsePositionedYaml('policy.yml', text, policySchema);
  return parsed.ok ? [] : parsed.problems.map(formatYamlProblem);
}

it('takes the guide’s own snippet as it is printed', () => {
  const snippet = `integrations:
  integrations_allowed:
    - jira
    - linear
    - vercel
  external_sync_required: true
  require_preview_for_phase:
    - QA
    - Beta
`;
  expect(problemsOf(snippet)).toEqual([]);
});

it('takes an empty mapping: then people may look, and nothing is done unasked', () => {
  const policy = policySchema.parse({});
  expect(policy.roles.default).toBe('viewer');
  expect(policy.preview_environments.auto_deploy_branches).toEqual([]);
  expect(policy.approvals.overridable).toEqual([]);
  expect(policy.conflict_resolution.strategy).toBe('prompt');
});

describe('a mistake is named with line and column', () => {
  it.each([
    ['', '1:1 '],
    ['intergrations: {}', '1:1 intergrations: unknown key'],
    ['integrations:\n  max_integrations_per_project: 0', '2:33 integrations.max_integrations_per_project'],
    ['integrations:\n  external_sync_required: sometimes', '2:27 integrations.external_sync_required'],
    ['integrations:\n  require_preview_for_phase: QA', '2:30 integrations.require_preview_for_phase'],
    ['preview_environments:\n  retention_days: 0', '2:19 preview_environments.retention_days'],
    [
      'microsteps:\n  allowed_transitions:\n    todo: [finished]',
      '3:12 microsteps.allowed_transitions.todo[0]',
    ],
    ['conflict_resolution:\n  strategy: coin', '2:13 conflict_resolution.strategy: expected one of prompt'],
    ['roles:\n  default: king', '2:12 roles.default: expected one of viewer, member'],
    ['roles:\n  admin:\n    - "@ada"', '3:7 roles.admin[0]: expected a Slack user id like U0123ABCD'],
    ['approvals:\n  overridable: [integrations.integrations_allowed]', '2:17 approvals.overridable[0]'],
    ['approvals:\n  approvers: []', '2:14 approvals.approvers: expected at least 1 entries'],
    ['approvals:\n  ask_in: "#deploys"', '2:11 approvals.ask_in: expected direct_message'],
    ['approvals:\n  expire_after_hours: 0', '2:23 approvals.expire_after_hours: expected more than 0'],
    ['notifications:\n  admin_channel: deploys', '2:18 notifications.admin_channel: expected the id'],
    ['audit:\n  retention_days: forever', '2:19 audit.retention_days: expected a number'],
    ['rate_limits:\n  linear: { requests: 1 }', '2:11 rate_limits.linear.window_seconds: missing'],
    ['roles: [', '1:9 '],
  ])('%j', (text, expected) => {
    const [first = ''] = problemsOf(text);
    expect(first).toContain(`policy.yml:${expected}`);
  });
});
