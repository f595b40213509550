import { channelById, hasBot } from '../workspace/channels.ts';
import { findMessage } from '../workspace/messages.ts';
import { Refusal } from '../workspace/refusal.ts';
import { APP } from '../workspace/seed.ts';
import { always, type Method } from './method.ts';

const add: Method = {
  tier: 3,
  scope: always('reactions:write'),
  run: ({ workspace, args }) => {
    const name = args.required('name').replace(/^:|:$/g, '');
    if (!/^[\w+'-]+$/.test(name)) throw new Refusal('invalid_name');
    const channel = channelById(workspace, args.required('channel'));
    if (!hasBot(channel)) throw new Refusal('not_in_channel');
    const message = findMessage(workspace, channel.id, args.required('timestamp'));
    if (!message || message.visibleTo !== undefined) throw new Refusal('message_not_found');
    const reaction = message.reactions.find((candidate) => candidate.name === name);
    if (reaction?.users.includes(APP.botUserId)) throw new Refusal('already_reacted');
    if (reaction) reaction.users.push(APP.botUserId);
    else message.reactions.push({ name, users: [APP.botUserId] });
    workspace.commit();
    return {};
  },
};

/** `reactions.add`, docs.slack.dev/reference/methods/reactions.add. */
export const reactionMethods: Record<string, Method> = { 'reactions.add': add };
