import { z } from 'zod';

const command = z.object({
  command: z.string().startsWith('/'),
  description: z.string(),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
});

const shortcut = z.object({
  // What Slack lets a menu's entry be.
  name: z.string().max(24),
  type: z.enum(['global', 'message']),
  callback_id: z.string(),
  description: z.string(),
});

const appHome = z.object({
  home_tab_enabled: z.boolean().default(false),
  messages_tab_enabled: z.boolean().default(true),
  messages_tab_read_only_enabled: z.boolean().default(false),
});

const parameters = z.object({
  properties: z.record(z.string(), z.object({ type: z.string(), title: z.string().optional() })),
  required: z.array(z.string()).default([]),
});

const appFunction = z.object({
  title: z.string(),
  description: z.string(),
  input_parameters: parameters,
  output_parameters: parameters,
});

/** A step that the app offers to Workflow Builder. */
export type AppFunction = z.infer<typeof appFunction>;

const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: appHome.prefault({}),
    bot_user: z.object({ display_name: z.string() }),
    shortcuts: z.array(shortcut).default([]),
    slash_commands: z.array(command).default([]),
    unfurl_domains: z.array(z.string()).default([]),
  }),
  functions: z.record(z.string(), appFunction).default({}),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
    interactivity: z.object({ is_enabled: z.boolean().default(false) }).prefault({}),
  }),
});

/**
 * The part of a Slack app manifest that decides what Slack lets the app do: commands, shortcuts, scopes, events.
 * Names are the manifest's own (docs.slack.dev/reference/app-manifest).
 */
export type AppManifest = z.infer<typeof manifestSchema>;

/** Reads a parsed `slack-manifest.yml`. Throws `ZodError` naming what is missing. */
export function readManifest(manifest: unknown): AppManifest {
  return manifestSchema.parse(manifest);
}
