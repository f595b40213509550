import express, { Router } from 'express';
import { parseJson } from '../workspace/json.ts';
import { Refusal } from '../workspace/refusal.ts';
import { spendResponseUrl } from '../workspace/response-urls.ts';
import { applyResponse } from '../workspace/responses.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { parseBody } from './arguments.ts';

const raw = express.raw({ type: () => true, limit: '10mb' });

/** What Slack serves beside its Web API: response_urls, uploads and files. */
export function sideRouter(workspace: Workspace): Router {
  const router = Router();
  router.post('/response/:id', raw, (request, response) => {
    try {
      const place = spendResponseUrl(workspace, String(request.params.id));
      applyResponse(workspace, place, parseJson(String(request.body)));
      response.type('text').send('ok');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const status = error.code.endsWith('_url') ? 404 : 400;
      response.status(status).json({ ok: false, error: error.code, ...error.details });
    }
  });
  router.post('/upload/:id', raw, async (request, response) => {
    const file = workspace.state.files[String(request.params.id)];
    const bytes = await uploaded(request.body, request.get('content-type') ?? '');
    if (!file || file.completed || bytes === undefined || bytes.length !== file.size) {
      response.status(400).type('text').send('upload refused: unknown file or wrong length');
      return;
    }
    file.content = bytes.toString('base64');
    workspace.commit();
    response.type('text').send(`OK - ${bytes.length}`);
  });
  router.get('/files/:id/:name', (request, response) => {
    const file = workspace.state.files[request.params.id];
    if (!file?.content || !file.completed) {
      response.status(404).type('text').send('no such file');
      return;
    }
    response
      .set('X-Content-Type-Options', 'nosniff')
      .type('text/plain')
      .send(Buffer.from(file.content, 'base64'));
  });
  return router;
}

/** A file comes as the raw body, or as the first file of a multipart form, whatever its field is called. */
async function uploaded(body: unknown, contentType: string): Promise<Buffer | undefined> {
  if (!Buffer.isBuffer(body)) return undefined;
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await parseBody(body, contentType);
  const file = Object.values(form).find((value) => value instanceof Blob);
  return file && Buffer.from(await file.arrayBuffer());
}
