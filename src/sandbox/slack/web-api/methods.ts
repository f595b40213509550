import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { functionMethods } from './functions.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { peopleMethods } from './people.ts';
import { reactionMethods } from './reactions.ts';
import { unfurlMethods } from './unfurl.ts';
import { userGroupMethods } from './user-groups.ts';
import { viewMethods } from './views.ts';

/** Every method the pretend Slack knows; any other is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...peopleMethods,
    ...userGroupMethods,
    ...chatMethods,
    ...unfurlMethods,
    ...conversationMethods,
    ...historyMethods,
    ...viewMethods,
    ...fileMethods,
    ...functionMethods,
    ...reactionMethods,
  }),
);
