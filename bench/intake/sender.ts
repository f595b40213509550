import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** What the sender is to do, and the secret it signs with. */
export interface SenderOrders {
  port: number;
  secret: string;
  connections: number;
  deliveries: number;
}

/** How long each delivery took to be answered 200, in ms, and all of them together. */
export interface SenderReport {
  latenciesMs: number[];
  totalMs: number;
}

const { port, secret, connections, deliveries }: SenderOrders = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const padding = 'x'.repeat(11_000);
const latenciesMs: number[] = [];
let next = 0;

function send(number: number): Promise<void> {
  const body = JSON.stringify({ ref: 'refs/heads/main', after: String(number), deleted: false, padding });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-github-event': 'push',
    'x-github-delivery': `delivery-${number}`,
    'x-hub-signature-256': `sha256=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const sentAt = performance.now();
    const path = '/api/webhooks/github';
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => {
        latenciesMs.push(performance.now() - sentAt);
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`Answered ${answer.statusCode}.`));
      });
    });
    sent.once('error', reject).end(body);
  });
}

async function connection(): Promise<void> {
  while (next < deliveries) {
    next += 1;
    await send(next);
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: connections }, connection));
const report: SenderReport = { latenciesMs, totalMs: performance.now() - startedAt };
agent.destroy();
parentPort?.postMessage(report);
