import { z } from 'zod';
import { DOCUMENTED_LIMITS } from '../block-kit/limits.ts';
import { readContent } from '../workspace/content.ts';
import { fileObject } from '../workspace/files.ts';
import { addMessage } from '../workspace/posting.ts';
import { Refusal } from '../workspace/refusal.ts';
import { APP } from '../workspace/seed.ts';
import { postableChannel } from './chat.ts';
import { always, type Call, type Method } from './method.ts';

const MAX_FILE_BYTES = 1_000_000_000;
const referenceSchema = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

const getUploadUrl: Method = {
  tier: 4,
  scope: always('files:write'),
  run: ({ workspace, args }) => {
    const name = args.required('filename');
    args.required('length');
    const bounds = { initial: 0, min: 1, max: MAX_FILE_BYTES };
    const size = args.integer('length', bounds, 'invalid_arguments');
    const id = workspace.newId('F');
    workspace.state.files[id] = { id, name, title: name, size, completed: false };
    workspace.commit();
    return { upload_url: `${workspace.baseUrl()}/slack/upload/${id}`, file_id: id };
  },
};

const completeUpload: Method = {
  tier: 4,
  scope: always('files:write'),
  run: (call) => {
    const { workspace, args } = call;
    const references = referenceSchema.safeParse(args.json('files', 'invalid_arguments'));
    if (!references.success) throw new Refusal('invalid_arguments');
    const files = references.data.map(({ id, title }) => {
      const file = workspace.state.files[id];
      if (file?.content === undefined || file.completed) throw new Refusal('file_not_found');
      return { file, title: title ?? file.title };
    });
    const channel = args.optional('channel_id') ?? args.optional('channels');
    if (channel !== undefined) postableChannel(call, channel);
    for (const { file, title } of files) Object.assign(file, { title, completed: true });
    const ids = files.map(({ file }) => file.id);
    if (channel === undefined) workspace.commit();
    else share(call, channel, ids);
    return { files: ids.map((id) => fileObject(workspace, id)) };
  },
};

function share(call: Call, channelId: string, fileIds: string[]): void {
  const { workspace, args } = call;
  const raw = {
    text: args.optional('initial_comment'),
    blocks: args.json('blocks', 'invalid_blocks_format'),
  };
  const content = readContent(raw, DOCUMENTED_LIMITS.messageText);
  const threadTs = args.optional('thread_ts');
  addMessage(workspace, postableChannel(call, channelId), {
    text: '',
    ...content,
    user: APP.botUserId,
    fileIds,
    ...(threadTs && { threadTs }),
  });
}

/** The two calls around an upload; docs.slack.dev/messaging/working-with-files. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
