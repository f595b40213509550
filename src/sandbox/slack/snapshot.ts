import type { Block, Channel, Message, Person, Snapshot, View } from '../page-api.ts';
import { BUILT_IN_COMMANDS } from './acts/built-in-commands.ts';
import { hasBot } from './workspace/channels.ts';
import { toRichText } from './workspace/composer.ts';
import { fileUrl } from './workspace/files.ts';
import { isReply, messagesIn, repliesTo } from './workspace/messages.ts';
import { PEOPLE, TEAM } from './workspace/seed.ts';
import type { StoredChannel, StoredMessage, StoredView } from './workspace/state.ts';
import { modalsOf } from './workspace/views.ts';
import type { Workspace } from './workspace/workspace.ts';

/** The workspace as one person sees it. Throws `RangeError` where nobody has the id. */
export function snapshotFor(workspace: Workspace, as: string): Omit<Snapshot, 'panels'> {
  const me = PEOPLE.find(({ id }) => id === as);
  if (!me) throw new RangeError(`nobody has the id ${as}`);
  const channels = workspace.state.channels.filter(({ members }) => members.includes(as));
  const home = workspace.state.homes[as];
  const { slash_commands, shortcuts } = workspace.manifest.features;
  return {
    team: { id: TEAM.id, name: TEAM.name },
    me: toPerson(me),
    people: [...PEOPLE.map(toPerson), workspace.bot],
    channels: channels.map((channel) => toChannel(workspace, channel)),
    messages: Object.fromEntries(channels.map(({ id }) => [id, messagesFor(workspace, id, as)])),
    home: home ? toView(home) : null,
    modals: modalsOf(workspace, as).map(toView),
    notices: workspace.notices(as),
    commands: [
      ...slash_commands.map(({ command, description, usage_hint }) => ({
        command,
        description,
        usageHint: usage_hint,
      })),
      ...BUILT_IN_COMMANDS,
    ],
    shortcuts: shortcuts.map(({ callback_id, name, type }) => ({ callbackId: callback_id, name, type })),
  };
}

function toPerson({ id, name, realName, title, isBot }: Person): Person {
  return { id, name, realName, title, isBot };
}

function toChannel(workspace: Workspace, channel: StoredChannel): Channel {
  const isDirect = channel.directWith !== undefined;
  return {
    id: channel.id,
    name: isDirect ? workspace.bot.realName : channel.name,
    kind: isDirect ? 'direct' : 'channel',
    topic: channel.topic,
    botIsMember: hasBot(channel),
  };
}

function messagesFor(workspace: Workspace, channel: string, as: string): Message[] {
  return messagesIn(workspace, channel)
    .filter(({ visibleTo }) => visibleTo === undefined || visibleTo === as)
    .map((message) => toMessage(workspace, message));
}

function toMessage(workspace: Workspace, message: StoredMessage): Message {
  return {
    ts: message.ts,
    ...(isReply(message) && { threadTs: message.threadTs }),
    user: message.user,
    text: message.text,
    blocks: shownBlocks(message, [...attachedBlocks(message), ...fileBlocks(workspace, message)]),
    edited: message.editedTs !== undefined,
    ephemeral: message.visibleTo !== undefined,
    broadcast: message.broadcast ?? false,
    replies: isReply(message) ? 0 : repliesTo(workspace, message.channel, message.ts).length,
  };
}

/** What hangs below a message leaves its words where they are, which blocks of its own would stand for. */
function shownBlocks({ blocks, text }: StoredMessage, below: readonly Block[]): Block[] {
  const words = blocks.length === 0 && below.length > 0 && text !== '' ? [toRichText(text)] : [];
  return [...blocks, ...words, ...below];
}

function attachedBlocks({ attachments }: StoredMessage): Block[] {
  return attachments.flatMap(({ blocks, text, fallback }): Block[] => {
    if (blocks) return blocks;
    const said = text ?? fallback;
    return said ? [{ type: 'section', text: { type: 'mrkdwn', text: said } }] : [];
  });
}

/** The page has no files of its own: each is shown as a link below the message. */
function fileBlocks(workspace: Workspace, { fileIds }: StoredMessage): Block[] {
  return fileIds.flatMap((id): Block[] => {
    const file = workspace.state.files[id];
    if (!file) return [];
    const text = `<${fileUrl(workspace, file)}|${file.title}>`;
    return [{ type: 'context', block_id: id, elements: [{ type: 'mrkdwn', text }] }];
  });
}

function toView(view: StoredView): View {
  const { id, hash, type, callbackId, title, submit, close, blocks } = view;
  return {
    id,
    hash,
    type,
    callbackId,
    ...(title && { title }),
    ...(submit && { submit }),
    ...(close && { close }),
    blocks,
  };
}
