import type { Block, PlainText } from '../../page-api.ts';

/** Everything the pretend workspace remembers, as it stands in the state file. */
export interface WorkspaceState {
  version: 1;
  /** Microseconds since the epoch of the newest message: message timestamps are unique and only grow. */
  lastTimestamp: number;
  channels: StoredChannel[];
  /** By channel id, oldest first, replies and ephemeral messages included. */
  messages: Record<string, StoredMessage[]>;
  /** Published App Home views by person. */
  homes: Record<string, StoredView>;
  /** Open modals by person, top last. */
  modals: Record<string, StoredView[]>;
  files: Record<string, StoredFile>;
  responseUrls: Record<string, ResponseUrl>;
  /** Steps of workflows that the app was asked to do, by id, oldest first; absent in files of before there were any. */
  executions?: Record<string, StoredExecution>;
  /** Events the app has not yet answered with 2xx. */
  pendingEvents: PendingEvent[];
}

export interface StoredChannel {
  id: string;
  name: string;
  topic: string;
  /** Person ids and the bot's user id. */
  members: string[];
  archived: boolean;
  /** Set for a direct message with the bot: whose it is. */
  directWith?: string;
}

export interface StoredMessage {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Block[];
  attachments: Attachment[];
  threadTs?: string;
  broadcast?: boolean;
  /** `channel_join` and the like. */
  subtype?: string;
  editedTs?: string;
  metadata?: MessageMetadata;
  /** Ephemeral: seen by this person alone. */
  visibleTo?: string;
  reactions: { name: string; users: string[] }[];
  fileIds: string[];
}

export interface MessageMetadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

export type Attachment = { blocks?: Block[]; text?: string; fallback?: string } & Record<string, unknown>;

export interface StoredView {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  title?: PlainText;
  submit?: PlainText;
  close?: PlainText;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  blocks: Block[];
  rootViewId: string;
  previousViewId: string | null;
}

export interface StoredExecution {
  id: string;
  callbackId: string;
  /** Who started the workflow. */
  user: string;
  inputs: Record<string, unknown>;
  state: 'running' | 'succeeded' | 'failed';
  outputs?: Record<string, unknown>;
  error?: string;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** Bytes announced to `files.getUploadURLExternal`. */
  size: number;
  /** Base64; absent until uploaded. */
  content?: string;
  /** Whether `files.completeUploadExternal` has been called. */
  completed: boolean;
}

export interface ResponseUrl {
  channel: string;
  user: string;
  /** The message the interaction came from: what `replace_original` replaces. */
  originalTs?: string;
  threadTs?: string;
  usesLeft: number;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface PendingEvent {
  id: string;
  /** The signed JSON body, the same on every attempt. */
  body: string;
  /** Attempts made so far. */
  attempts: number;
  /** Why the last attempt failed, in Slack's words: `http_timeout`. */
  reason?: string;
  /** Milliseconds since the epoch of the next attempt. */
  dueAt: number;
}
