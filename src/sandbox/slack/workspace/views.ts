import type { Block, PlainText } from '../../page-api.ts';
import { isRecord } from '../block-kit/elements-of.ts';
import { DOCUMENTED_LIMITS } from '../block-kit/limits.ts';
import { viewErrors } from '../block-kit/view.ts';
import { withIds } from './ids.ts';
import { Refusal, refusalWithMessages } from './refusal.ts';
import type { StoredView } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The parts of a view that its author decides. */
type ViewContent = Omit<StoredView, 'id' | 'hash' | 'rootViewId' | 'previousViewId'>;

/** Reads a view argument. Throws `invalid_arguments` with pointers, `view_too_large`, as `views.*` do. */
export function readView(workspace: Workspace, view: unknown, kind: 'modal' | 'home'): ViewContent {
  const errors = viewErrors(view, kind);
  if (errors.length > 0 || !isRecord(view)) throw refusalWithMessages('invalid_arguments', errors);
  if (Buffer.byteLength(JSON.stringify(view)) > DOCUMENTED_LIMITS.viewBytes)
    throw new Refusal('view_too_large');
  const text = (key: string) => String(view[key] ?? '');
  return {
    type: kind,
    callbackId: text('callback_id'),
    externalId: text('external_id'),
    privateMetadata: text('private_metadata'),
    ...(view.title !== undefined && { title: view.title as PlainText }),
    ...(view.submit !== undefined && { submit: view.submit as PlainText }),
    ...(view.close !== undefined && { close: view.close as PlainText }),
    clearOnClose: view.clear_on_close === true,
    notifyOnClose: view.notify_on_close === true,
    blocks: withIds(workspace, view.blocks as Block[]),
  };
}

/** The person's open modals, top last. */
export function modalsOf(workspace: Workspace, user: string): StoredView[] {
  return workspace.state.modals[user] ?? [];
}

/** Opens a stack with this view alone: a new interaction outside a modal starts afresh. */
export function openModal(workspace: Workspace, user: string, content: ViewContent): StoredView {
  checkExternalId(workspace, content.externalId);
  const view = created(workspace, content, null, undefined);
  workspace.state.modals[user] = [view];
  workspace.commit();
  return view;
}

/** Puts a view on top of the person's stack. Throws `push_limit_reached` above three. */
export function pushModal(workspace: Workspace, user: string, content: ViewContent): StoredView {
  const stack = modalsOf(workspace, user);
  const top = stack.at(-1);
  if (!top) throw new Refusal('not_found');
  if (stack.length >= DOCUMENTED_LIMITS.modalStack) throw new Refusal('push_limit_reached');
  checkExternalId(workspace, content.externalId);
  const view = created(workspace, content, top.id, top.rootViewId);
  workspace.state.modals[user] = [...stack, view];
  workspace.commit();
  return view;
}

/** Puts new content into a view that stands; it keeps its id and gets a new hash. */
export function replaceView(workspace: Workspace, view: StoredView, content: ViewContent): StoredView {
  checkExternalId(workspace, content.externalId, view);
  const { id, rootViewId, previousViewId } = view;
  for (const key of ['title', 'submit', 'close'] as const) delete view[key];
  Object.assign(view, content, { id, rootViewId, previousViewId, hash: newHash(workspace) });
  workspace.commit();
  return view;
}

/** Takes `view` and what stands on it off the person's stack, or the whole stack. */
export function closeModal(workspace: Workspace, user: string, view: StoredView, all: boolean): void {
  const stack = modalsOf(workspace, user);
  workspace.state.modals[user] = all ? [] : stack.slice(0, stack.indexOf(view));
  workspace.commit();
}

/** The App Home view of a person, published anew. Throws `hash_conflict` where `hash` is not the latest. */
export function publishHome(
  workspace: Workspace,
  user: string,
  content: ViewContent,
  hash: string | undefined,
): StoredView {
  const current = workspace.state.homes[user];
  checkHash(current, hash);
  if (current) return replaceView(workspace, current, content);
  const view = created(workspace, content, null, undefined);
  workspace.state.homes[user] = view;
  workspace.commit();
  return view;
}

/** An open modal or a published home, by its id or the app's own external id. Throws `not_found`. */
export function findView(workspace: Workspace, by: { id?: string; externalId?: string }): StoredView {
  const view = allViews(workspace).find((candidate) =>
    by.id === undefined ? candidate.externalId === by.externalId : candidate.id === by.id,
  );
  if (!view) throw new Refusal('not_found');
  return view;
}

/** Throws `hash_conflict` where the app's `hash` is not that of the view as it stands. */
export function checkHash(view: StoredView | undefined, hash: string | undefined): void {
  if (hash !== undefined && view !== undefined && view.hash !== hash) throw new Refusal('hash_conflict');
}

function allViews({ state }: Workspace): StoredView[] {
  return [...Object.values(state.modals).flat(), ...Object.values(state.homes)];
}

function checkExternalId(workspace: Workspace, externalId: string, except?: StoredView): void {
  if (externalId === '') return;
  const taken = allViews(workspace).some((other) => other !== except && other.externalId === externalId);
  if (taken) throw new Refusal('duplicate_external_id');
}

function created(
  workspace: Workspace,
  content: ViewContent,
  previousViewId: string | null,
  rootViewId: string | undefined,
): StoredView {
  const id = workspace.newId('V');
  return { ...content, id, hash: newHash(workspace), rootViewId: rootViewId ?? id, previousViewId };
}

function newHash(workspace: Workspace): string {
  return `${Math.floor(workspace.now().getTime() / 1000)}.${workspace.newId('').slice(-8).toLowerCase()}`;
}
