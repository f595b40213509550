import type { ActResult, Acts } from '../../page-api.ts';
import { Refusal } from '../workspace/refusal.ts';
import { PEOPLE } from '../workspace/seed.ts';
import { action } from './action.ts';
import { close } from './close.ts';
import { command } from './command.ts';
import { type ActContext, ActRefused } from './context.ts';
import { home } from './home.ts';
import { message } from './message.ts';
import { shortcut } from './shortcut.ts';
import { step } from './step.ts';
import { submit } from './submit.ts';
import { suggest } from './suggest.ts';

/** What people do in Slack; `panel` is the pretend providers' affair. */
export type SlackActs = Omit<Acts, 'panel'>;

type Handlers = {
  [Name in keyof SlackActs]: (context: ActContext, act: SlackActs[Name]) => Promise<ActResult>;
};

async function dismiss({ workspace }: ActContext, act: Acts['dismiss']): Promise<ActResult> {
  workspace.dismiss(act.as, act.noticeId);
  return { ok: true };
}

const handlers: Handlers = {
  message,
  command,
  action,
  submit,
  close,
  suggest,
  shortcut,
  home,
  step,
  dismiss,
};

/** Whether `name` is one of these acts. */
export function isSlackAct(name: string): name is keyof SlackActs {
  return Object.hasOwn(handlers, name);
}

/** Carries out an act of one of the three people. What they cannot do comes back as `error`. */
export async function carryOutAct<Name extends keyof SlackActs>(
  context: ActContext,
  name: Name,
  act: SlackActs[Name],
): Promise<ActResult> {
  if (!PEOPLE.some(({ id }) => id === act.as)) return { ok: false, error: 'Nobody has this id.' };
  try {
    return await handlers[name](context, act);
  } catch (error) {
    if (error instanceof ActRefused) return { ok: false, error: error.message };
    if (error instanceof Refusal) return { ok: false, error: `Slack refused: ${error.code}` };
    throw error;
  }
}
