import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import type { ActResult, Acts, Message, Snapshot } from '../../../src/sandbox/page-api.ts';
import type { PageBundle } from '../../../src/sandbox/page-bundle.ts';
import { richSnapshot } from './fixture-snapshot.ts';
import { FORM } from './fixture-views.ts';

export interface RecordedAct {
  name: string;
  body: Record<string, unknown>;
}

const BRANCHES = ['feature/login', 'feature/logout', 'feature/payments'];

/** A stand-in for the sandbox's server: a fixed workspace, and just enough of an echo to see the page react. */
export class FixtureServer {
  readonly acts: RecordedAct[] = [];
  readonly #app = express();
  readonly #streams = new Map<Response, string>();
  #snapshot: Snapshot;
  #sent = 0;
  #close: () => Promise<void> = async () => {};
  url = '';

  constructor(page: PageBundle, now: number) {
    this.#snapshot = richSnapshot('U1', now);
    this.#app.use(express.json());
    this.#app.get('/sandbox', (_request, response) => response.type('html').send(page.html));
    this.#app.get('/sandbox/app.js', (_request, response) => response.type('js').send(page.js));
    this.#app.get('/sandbox/style.css', (_request, response) => response.type('css').send(page.css));
    this.#app.get('/sandbox/api/stream', (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      this.#streams.set(response, String(request.query.as ?? 'U1'));
      response.on('close', () => this.#streams.delete(response));
      this.#push();
    });
    this.#app.post('/sandbox/api/:name', (request, response) => {
      const { name } = request.params;
      this.acts.push({ name, body: request.body });
      response.json(this.#answer(name as keyof Acts, request.body));
    });
  }

  /** Listens on a loopback port; `url` is where the page is. */
  async start(port = 0): Promise<void> {
    const server = this.#app.listen(port, '127.0.0.1');
    await once(server, 'listening');
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox`;
    this.#close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
  }

  async stop(): Promise<void> {
    await this.#close();
  }

  /** Changes what is, and tells every open page. */
  change(edit: (snapshot: Snapshot) => Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...edit(this.#snapshot) };
    this.#push();
  }

  #push(): void {
    for (const [stream, as] of this.#streams) {
      const me = this.#snapshot.people.find(({ id }) => id === as) ?? this.#snapshot.me;
      stream.write(`data: ${JSON.stringify({ ...this.#snapshot, me })}\n\n`);
    }
  }

  #answer(name: keyof Acts, body: Record<string, unknown>): ActResult {
    if (name === 'message') this.#say(body as unknown as Acts['message']);
    if (name === 'shortcut') this.change(() => ({ modals: [FORM] }));
    if (name === 'close') this.change(({ modals }) => ({ modals: modals.slice(0, -1) }));
    if (name === 'dismiss') this.change(() => ({ notices: [] }));
    if (name === 'command')
      this.change(() => ({ notices: [{ id: 'n1', text: `Sent ${String(body.text)}` }] }));
    if (name === 'submit') return this.#submit(body as unknown as Acts['submit']);
    if (name !== 'suggest') return { ok: true };
    const found = BRANCHES.filter((branch) => branch.includes(String(body.value)));
    return {
      ok: true,
      options: found.map((branch) => ({ text: { type: 'plain_text', text: branch }, value: branch })),
    };
  }

  #say({ as, channel, text, threadTs }: Acts['message']): void {
    this.#sent += 1;
    const ts = `${Math.floor(Date.now() / 1_000)}.${String(this.#sent).padStart(6, '0')}`;
    const said: Message = {
      ts,
      user: as,
      text,
      blocks: [],
      edited: false,
      ephemeral: false,
      broadcast: false,
      replies: 0,
    };
    this.change(({ messages }) => ({
      messages: {
        ...messages,
        [channel]: [...(messages[channel] ?? []), { ...said, ...(threadTs ? { threadTs } : {}) }],
      },
    }));
  }

  #submit({ state }: Acts['submit']): ActResult {
    if (state.title?.title && (state.title.title as { value?: string }).value === 'taken') {
      return { ok: false, errors: { title: 'An issue of this title exists.' } };
    }
    this.change(() => ({ modals: [] }));
    return { ok: true };
  }
}
