import type { ActResult, Snapshot } from '../../src/sandbox/page-api.ts';
import { until } from './until.ts';

const ADA = 'U01ADA00001';
const DEPLOYS = 'C01DEPLOYS1';

/** What the sandbox's page does, without the page: for setting the scene over HTTP before a browser looks at it. */
export interface PageSession {
  channel: string;
  snapshot(): Promise<Snapshot>;
  act(name: string, body: Record<string, unknown>): Promise<ActResult>;
  onPanel(
    panel: string,
    action: string,
    item: string | undefined,
    inputs: Record<string, string>,
  ): Promise<void>;
  /** The value a panel hints at under this label. */
  hint(panel: string, label: string): Promise<string>;
  /** Configures a provider through its modal; fields whose form offers choices get theirs as a choice. */
  configure(provider: string, fields: Record<string, string>): Promise<void>;
}

export function openPageSession(address: string): PageSession {
  const api = `${address}/sandbox/api`;

  async function snapshot(): Promise<Snapshot> {
    const response = await fetch(`${api}/stream?as=${ADA}`);
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes('\n\n')) break;
    }
    return JSON.parse(text.slice('data: '.length, text.indexOf('\n\n')));
  }

  async function act(name: string, body: Record<string, unknown>): Promise<ActResult> {
    const response = await fetch(`${api}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: ADA, ...body }),
    });
    return (await response.json()) as ActResult;
  }

  return {
    channel: DEPLOYS,
    snapshot,
    act,

    async onPanel(panel, action, item, inputs) {
      const result = await act('panel', { panel, action, item, inputs });
      if (!result.ok) throw new Error(`${panel} ${action}: ${result.error}`);
    },

    async hint(panel, label) {
      const { panels } = await snapshot();
      const found = panels.find(({ id }) => id === panel)?.hints.find((hint) => hint.label === label);
      if (!found) throw new Error(`The panel ${panel} has no hint called ${label}.`);
      return found.value;
    },

    async configure(provider, fields) {
      await act('command', { channel: DEPLOYS, command: '/buildrunner', text: `configure ${provider}` });
      const modal = await until(async () => (await snapshot()).modals.at(-1));
      const state: Record<string, unknown> = {
        'notification-channel': { value: { type: 'conversations_select', selected_conversation: DEPLOYS } },
      };
      for (const { block_id: id = '', element } of modal.blocks) {
        const { type, options } = (element ?? {}) as { type?: string; options?: { value: string }[] };
        if (type === 'plain_text_input') state[id] = { value: { type, value: fields[id] ?? null } };
        const selected_option = options?.find(({ value }) => value === fields[id]);
        if (type === 'radio_buttons' && selected_option) state[id] = { value: { type, selected_option } };
      }
      const submitted = await act('submit', { viewId: modal.id, state });
      if (!submitted.ok) throw new Error(`${provider}: ${JSON.stringify(submitted)}`);
      await until(async () =>
        JSON.stringify((await snapshot()).modals.at(-1)?.blocks).includes('Connection successful'),
      );
      await act('close', { viewId: modal.id });
    },
  };
}
