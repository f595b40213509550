/**
 * What the sandbox's page and its server say to each other. The server pushes whole snapshots over
 * `GET /sandbox/api/stream?as=U…` (server-sent events, one `data:` line of JSON each, about 30 ms after a
 * change); the page is a pure function of the latest one. Without `as`, or with one that nobody has, the first
 * person is meant: on a first visit the page knows nobody yet. Everything a person does is a POST with JSON to
 * `/sandbox/api/<name>`, answered by `ActResult`.
 */

/** A Block Kit block as the bot sent it; the page hands it to the renderer. */
export type Block = { type: string; block_id?: string } & Record<string, unknown>;

export interface Person {
  id: string;
  name: string;
  realName: string;
  /** One line under the name: "workspace admin", "deployer". */
  title: string;
  isBot: boolean;
}

export interface Channel {
  id: string;
  /** Without `#`; for a direct message the other's name. */
  name: string;
  kind: 'channel' | 'direct';
  topic: string;
  botIsMember: boolean;
}

export interface Message {
  ts: string;
  threadTs?: string;
  user: string;
  text: string;
  blocks: Block[];
  edited: boolean;
  /** Seen by the acting person alone. */
  ephemeral: boolean;
  /** A reply that was also sent to the channel. */
  broadcast: boolean;
  replies: number;
}

export interface PlainText {
  type: 'plain_text';
  text: string;
  emoji?: boolean;
}

/** A modal or App Home view. */
export interface View {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  callbackId: string;
  title?: PlainText;
  submit?: PlainText;
  close?: PlainText;
  blocks: Block[];
}

export interface Snapshot {
  team: { id: string; name: string };
  me: Person;
  people: Person[];
  channels: Channel[];
  /** By channel id, oldest first, thread replies included. */
  messages: Record<string, Message[]>;
  home: View | null;
  /** The acting person's stack, top last. */
  modals: View[];
  /** What Slack itself would tell the person: "BuildRunner did not respond in time." Newest last. */
  notices: Notice[];
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { callbackId: string; name: string; type: 'global' | 'message' }[];
  panels: Panel[];
}

export interface Notice {
  id: string;
  text: string;
}

/** A pretend provider as the page shows it: lists of things, each with what one can do to it. */
export interface Panel {
  id: string;
  title: string;
  /** What a newcomer needs: the token to type, the project's name. */
  hints: { label: string; value: string }[];
  sections: { title: string; items: PanelItem[] }[];
  actions: PanelAction[];
}

export interface PanelItem {
  id: string;
  title: string;
  detail: string;
  state?: string;
  url?: string;
  actions: PanelAction[];
}

export interface PanelAction {
  id: string;
  label: string;
  /** Asked for before the action runs. */
  inputs?: { name: string; label: string; initial?: string; options?: string[] }[];
}

/** POST bodies by path under `/sandbox/api/`; `as` is the acting person's id. */
export interface Acts {
  message: { as: string; channel: string; text: string; threadTs?: string };
  command: { as: string; channel: string; command: string; text: string };
  action: {
    as: string;
    container: { messageTs: string; channel: string; threadTs?: string } | { viewId: string };
    /** The Block Kit action as Slack would send it, with what was chosen; `block_id` and `action_id` included. */
    action: Record<string, unknown>;
    /** The current inputs of the whole message or view, as Slack's `state.values`. */
    state: Record<string, Record<string, unknown>>;
  };
  submit: { as: string; viewId: string; state: Record<string, Record<string, unknown>> };
  close: { as: string; viewId: string };
  suggest: {
    as: string;
    container: { messageTs: string; channel: string } | { viewId: string };
    blockId: string;
    actionId: string;
    value: string;
  };
  shortcut: { as: string; callbackId: string; message?: { channel: string; ts: string } };
  home: { as: string };
  /** Starts a workflow that has one step of the app's; inputs as they are typed, by name. */
  step: { as: string; callbackId: string; inputs: Readonly<Record<string, string>> };
  dismiss: { as: string; noticeId: string };
  panel: { as: string; panel: string; action: string; item?: string; inputs: Record<string, string> };
}

export interface ActResult {
  ok: boolean;
  /** What to tell the person when it is not. */
  error?: string;
  /** `submit`: errors beside their fields, by block id. */
  errors?: Record<string, string>;
  /** `suggest`: what the app offered. */
  options?: Record<string, unknown>[];
}
