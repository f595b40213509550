import { join } from 'node:path';

/** Where the bot of the sandbox keeps its data: what is configured there must never meet the real world. */
export function sandboxDataDir(dataDir: string): string {
  return join(dataDir, 'sandbox', 'bot');
}

/** The addresses of the pretend vendors. Nothing leaves the machine: one without a counterpart is not found there. */
export function sandboxApiUrls(local: string, providers: Iterable<string>): Record<string, string> {
  return Object.fromEntries([...providers].map((id) => [id, `${local}/sandbox/${id}`]));
}
