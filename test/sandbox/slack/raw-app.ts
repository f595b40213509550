import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { listen } from './support.ts';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An app that answers with the statuses given, then 200; `hang` never answers. */
export async function startApp(answers: (number | 'hang')[]) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const answer = answers.shift() ?? 200;
      if (answer !== 'hang') response.writeHead(answer).end();
    });
  });
  const url = await listen(server);
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, received, close };
}
