import type { Manifest, ManifestField } from '../src/integrations/manifest.ts';

const KINDS: Readonly<Record<Manifest['kinds'][number], string>> = {
  deployment_platform: 'preview deployments',
  issue_tracker: 'issues',
  repository: 'code: pushes, pull requests, commit statuses',
};

/** The page about one provider, made of nothing but its manifest. */
export function providerPage(manifest: Manifest): string {
  const { id, name, kinds, docs, fields, setup, rate_limit: limit, webhook } = manifest;
  const parts = [
    `<!-- Written by \`npm run docs:providers\` from manifests/${id}.yml: change that. -->`,
    `# ${name}`,
    `What BuildRunner uses it for: ${kinds.map((kind) => KINDS[kind]).join('; ')}. More about its API: <${docs}>.`,
    '## What you need',
    list(setup.prerequisites),
    '## Connecting it',
    ...setup.steps.flatMap(({ title, details }, index) => [`### ${index + 1}. ${title}`, list(details)]),
    '### What the form asks',
    table(
      ['field', 'needed', 'what it is'],
      fields.map((field) => [field.label, needed(manifest, field), whatItIs(field)]),
    ),
    '### What the token must be allowed',
    table(
      ['permission', 'why'],
      manifest.token_scopes.map(({ name: scope, why }) => [scope, why]),
    ),
    '## Webhook',
    webhookText(manifest),
    ...(webhook.steps ? ['By hand:', list(webhook.steps, '1.')] : []),
    ...vocabulary(manifest),
    '## How often it is asked',
    `At most ${limit.requests} requests in ${limit.window_seconds} seconds. ${limit.scope}. What has to wait is put off and lost to nobody; \`rate_limits\` in \`governance/policy.yml\` says otherwise.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The lines of `.env.example` that are about providers. */
export function environmentLines(manifests: readonly Manifest[]): string {
  const secrets = manifests.map(({ webhook }) => `#${webhook.secret_env}=`);
  const urls = manifests
    .filter(({ api }) => api.base_url !== undefined)
    .map(({ id }) => `#${id.toUpperCase()}_API_URL=`);
  return [
    '# Only where a webhook was set up by hand: what the vendor signs with, several separated by commas while rotating.',
    ...secrets,
    '',
    "# Other addresses of the vendors' APIs: a proxy or an emulator.",
    '#SLACK_API_URL=',
    ...urls,
    '',
  ].join('\n');
}

function webhookText({ name, webhook }: Manifest): string {
  const { path, signature, secret_env: secret, registration, events } = webhook;
  const how =
    registration === 'automatic'
      ? `BuildRunner registers it by itself where the token may, and keeps its secret sealed.`
      : `It is made by hand in ${name}.`;
  return `${how} Deliveries go to \`POST ${path}\`, signed in the header \`${signature.header}\` (${signature.schemes.join(', ')}); a secret that you chose yourself goes into \`${secret}\`. Events: ${events.map((event) => `\`${event}\``).join(', ')}.`;
}

function vocabulary({ name, issue_statuses: statuses, issue_priorities: priorities }: Manifest): string[] {
  if (!statuses || !priorities) return [];
  const rows = (map: Readonly<Record<string, string>>) =>
    Object.entries(map).map(([theirs, ours]) => [theirs, ours]);
  return [
    '## What its words mean here',
    table([`status in ${name}`, 'microstep'], rows(statuses.names)),
    'A status of another name means what its category means:',
    table(['category', 'microstep'], rows(statuses.categories)),
    table([`priority in ${name}`, 'microstep'], rows(priorities)),
    'Of what none of these says, BuildRunner asks in Slack, once, with a button to map it.',
  ];
}

function needed({ one_of: ways = [] }: Manifest, { key, required }: ManifestField): string {
  if (required) return 'yes';
  return ways.some((way) => way.includes(key)) ? 'one of the ways' : 'no';
}

function whatItIs({ help, placeholder, options = [] }: ManifestField): string {
  const choices = options.map(({ label, help: about }) => `*${label}*: ${about}`).join(' ');
  const example = placeholder ? ` Like \`${placeholder}\`.` : '';
  return `${help}${example}${choices ? ` ${choices}` : ''}`;
}

function list(items: readonly string[], mark = '-'): string {
  return items.map((item) => `${mark} ${item}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
