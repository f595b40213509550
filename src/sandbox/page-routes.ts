import express, { type Response, Router } from 'express';
import type { ActResult, Acts, Panel, Snapshot } from './page-api.ts';
import { isSlackAct, type PretendSlack } from './slack/index.ts';
import { PEOPLE } from './slack/workspace/seed.ts';

/** Something with a panel beside the workspace. */
interface PanelSource {
  readonly id: string;
  panel(): Panel;
  /** `as` is the person who acts. */
  act(
    action: string,
    item: string | undefined,
    inputs: Readonly<Record<string, string>>,
    as: string,
  ): Promise<ActResult>;
  onChange(listener: () => void): () => void;
}

/** How long changes are gathered into one snapshot, in ms. */
const GATHER_MS = 30;

/** The page at `/sandbox`, the snapshots it shows and the acts it sends. */
export function pageRoutes(options: {
  page: { html: string; js: string; css: string };
  slack: PretendSlack;
  panels: readonly PanelSource[];
}): Router {
  const { page, slack, panels } = options;
  const router = Router();
  router.get('/', (_request, response) => void response.type('html').send(page.html));
  router.get('/app.js', (_request, response) => void response.type('js').send(page.js));
  router.get('/style.css', (_request, response) => void response.type('css').send(page.css));

  router.get('/api/stream', (request, response) => {
    const as = knownPerson(request.query.as);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const stop = stream(response, [slack, ...panels], () => ({
      ...slack.snapshot(as),
      panels: panels.map((source) => source.panel()),
    }));
    response.on('close', stop);
  });

  router.post('/api/:act', express.json({ limit: '1mb' }), async (request, response) => {
    const name = request.params.act ?? '';
    const body = request.body;
    if (name === 'panel') response.json(await actOnPanel(panels, body));
    else if (isSlackAct(name)) response.json(await slack.act(name, body));
    else response.status(404).json({ ok: false, error: `There is no act called ${name}.` });
  });
  return router;
}

/** Whom the page wants to act as; the workspace's first person where it does not say, or says someone else. */
function knownPerson(wanted: unknown): string {
  const ids = PEOPLE.map(({ id }) => id);
  return ids.find((id) => id === wanted) ?? ids[0] ?? '';
}

async function actOnPanel(panels: readonly PanelSource[], body: Acts['panel']): Promise<ActResult> {
  const source = panels.find(({ id }) => id === body.panel);
  if (!source) return { ok: false, error: `There is no panel called ${body.panel}.` };
  return source.act(body.action, body.item, body.inputs, body.as);
}

/** Sends a snapshot now and after every change; answers the way to stop. */
function stream(
  response: Response,
  sources: readonly Pick<PretendSlack, 'onChange'>[],
  snapshot: () => Snapshot,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    response.write(`data: ${JSON.stringify(snapshot())}\n\n`);
  };
  const onChange = () => {
    timer ??= setTimeout(send, GATHER_MS);
  };
  const stops = sources.map((source) => source.onChange(onChange));
  send();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
