import { Refusal } from '../workspace/refusal.ts';
import { viewObject } from '../workspace/rendered.ts';
import { PEOPLE } from '../workspace/seed.ts';
import {
  checkHash,
  findView,
  openModal,
  publishHome,
  pushModal,
  readView,
  replaceView,
} from '../workspace/views.ts';
import { type Call, type Method, noScope } from './method.ts';

function viewArgument({ workspace, args }: Call, kind: 'modal' | 'home') {
  args.required('view');
  return readView(workspace, args.json('view', 'invalid_arguments'), kind);
}

const open: Method = {
  tier: 4,
  scope: noScope,
  run: (call) => {
    const content = viewArgument(call, 'modal');
    const user = call.workspace.triggers.exchange(call.args.required('trigger_id'));
    return { view: viewObject(openModal(call.workspace, user, content)) };
  },
};

const push: Method = {
  tier: 4,
  scope: noScope,
  run: (call) => {
    const content = viewArgument(call, 'modal');
    const user = call.workspace.triggers.exchange(call.args.required('trigger_id'));
    return { view: viewObject(pushModal(call.workspace, user, content)) };
  },
};

const update: Method = {
  tier: 4,
  scope: noScope,
  run: (call) => {
    const { workspace, args } = call;
    const id = args.optional('view_id');
    const view = findView(
      workspace,
      id === undefined ? { externalId: args.required('external_id') } : { id },
    );
    const content = viewArgument(call, view.type);
    checkHash(view, args.optional('hash'));
    return { view: viewObject(replaceView(workspace, view, content)) };
  },
};

const publish: Method = {
  tier: 4,
  scope: noScope,
  run: (call) => {
    const { workspace, args } = call;
    const user = args.required('user_id');
    if (!PEOPLE.some(({ id }) => id === user)) throw new Refusal('user_not_found');
    if (!workspace.manifest.features.app_home.home_tab_enabled) throw new Refusal('not_enabled');
    const content = viewArgument(call, 'home');
    return { view: viewObject(publishHome(workspace, user, content, args.optional('hash'))) };
  },
};

/** `views.*`, docs.slack.dev/reference/methods. */
export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
