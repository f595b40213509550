import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { listen } from '../../src/cli/listen.ts';

it('takes a port, and says what to do where it is taken', async () => {
  const server = createServer();
  const address = await listen(server, { port: 0, host: '127.0.0.1' });
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(address).port);
  await expect(listen(createServer(), { port, host: '127.0.0.1' })).rejects.toThrow(
    /^Cannot listen on 127\.0\.0\.1:\d+ \(.*EADDRINUSE.*\)\. .* set PORT and HOST/,
  );
  server.close();
});
