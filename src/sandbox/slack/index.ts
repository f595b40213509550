import { Router } from 'express';
import type { ActResult, Snapshot } from '../page-api.ts';
import { carryOutAct, isSlackAct, type SlackActs } from './acts/acts.ts';
import { readManifest } from './manifest.ts';
import { snapshotFor } from './snapshot.ts';
import { AppConnection, DEADLINE_MS } from './to-app/connection.ts';
import { EventQueue, type Schedule } from './to-app/event-queue.ts';
import { type PlannedFailure, PlannedFailures } from './web-api/planned-failures.ts';
import { type RecordedCall, webApiRouter } from './web-api/router.ts';
import { sideRouter } from './web-api/side-routes.ts';
import { createWorkflowPanel, type WorkflowPanel } from './workflow-panel.ts';
import { Workspace } from './workspace/workspace.ts';

export type { PlannedFailure, RecordedCall, Schedule, SlackActs };
export { isSlackAct };

export interface PretendSlackOptions {
  botToken: string;
  signingSecret: string;
  /** Where signed commands, interactivity and events go: `http://127.0.0.1:3000/api/webhooks/slack`. */
  requestUrl: () => string;
  /** Public base of the sandbox, without a trailing slash; `router` is mounted at `<base>/slack`. */
  baseUrl: () => string;
  /** The parsed `slack-manifest.yml`: it decides commands, shortcuts, scopes and events. */
  appManifest: unknown;
  /** A JSON file in an existing folder; state survives restarts. Absent: memory only. */
  statePath?: string;
  now?: () => Date;
  /** Capitals and digits, new each time. */
  randomId?: () => string;
  /** Runs event retries later; default `setTimeout`, which does not keep the process alive. */
  schedule?: Schedule;
  /** Whether the Web API's rate limit tiers are enforced; default true. */
  rateLimits?: boolean;
  /** How long the app has to answer, in milliseconds; default Slack's 3,000. */
  deadlineMs?: number;
}

export interface PretendSlack {
  /** Mounted at `<base>/slack`: `/api/<method>`, `/response/<id>`, `/upload/<id>`, `/files/<id>/<name>`. */
  router: Router;
  /** Carries out what a person does; resolves when the app has answered. */
  act<Name extends keyof SlackActs>(name: Name, body: SlackActs[Name]): Promise<ActResult>;
  /** The workspace as the person sees it. Throws `RangeError` where nobody has the id. */
  snapshot(as: string): Omit<Snapshot, 'panels'>;
  /** The app's steps for workflows, to be run and looked at beside the workspace. */
  workflows: WorkflowPanel;
  /** Calls `listener` after each change; gives the function that ends it. */
  onChange(listener: () => void): () => void;
  /** The next `times` calls of a Web API method fail. */
  failNext(method: string, failure: PlannedFailure, times?: number): void;
  /** Web API calls since the start, oldest first, the latest 1,000; of one method where it is named. */
  calls(method?: string): RecordedCall[];
  /** Resolves when no event is on its way to the app. */
  idle(): Promise<void>;
  /** Stops retries and ends connections to the app. */
  close(): Promise<void>;
}

const MAX_RECORDED_CALLS = 1_000;

/** A workspace that speaks Slack's protocols and refuses what Slack refuses. Throws on a bad manifest or state file. */
export function createPretendSlack(options: PretendSlackOptions): PretendSlack {
  const now = options.now ?? (() => new Date());
  const workspace = new Workspace({
    manifest: readManifest(options.appManifest),
    baseUrl: options.baseUrl,
    statePath: options.statePath,
    randomId: options.randomId,
    now,
  });
  const { signingSecret, requestUrl, deadlineMs = DEADLINE_MS } = options;
  const app = new AppConnection({ signingSecret, requestUrl, now, deadlineMs });
  const events = new EventQueue(workspace, app, options.schedule ?? onTimer);
  workspace.onEvent = (event) => events.publish(event);
  events.resume();

  const failures = new PlannedFailures();
  const calls: RecordedCall[] = [];
  const record = (call: RecordedCall) => {
    calls.push(call);
    if (calls.length > MAX_RECORDED_CALLS) calls.shift();
  };
  const { botToken, rateLimits = true } = options;
  const router = Router();
  router.use('/api', webApiRouter(workspace, { botToken, rateLimits, failures, record }));
  router.use(sideRouter(workspace));

  const act: PretendSlack['act'] = (name, body) => carryOutAct({ workspace, app }, name, body);

  return {
    router,
    act,
    workflows: createWorkflowPanel(workspace, (body) => act('step', body)),
    snapshot: (as) => snapshotFor(workspace, as),
    onChange: (listener) => workspace.onChange(listener),
    failNext: (method, failure, times) => failures.plan(method, failure, times),
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    idle: () => events.idle(),
    close: async () => {
      events.close();
      await app.close();
    },
  };
}

function onTimer(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs).unref();
  return () => clearTimeout(timer);
}
