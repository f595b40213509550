/** How a call of Slack's Web API ended; `refused` where Slack answered and said no. */
export type SlackOutcome = 'ok' | 'rate_limited' | 'refused' | 'failed';

/** `method` is Slack's name of what was called, `chat.postMessage`, or `other`: a response URL holds a secret. */
export type OnSlackCall = (method: string, outcome: SlackOutcome) => void;

const METHOD = /\/api\/([a-z]+(?:\.[a-zA-Z0-9]+)+)$/;

/** A `fetch` for Slack's clients that tells how each call ended. */
export function observedFetch(onCall: OnSlackCall): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const [, method = 'other'] = METHOD.exec(url.pathname) ?? [];
    try {
      // Looked up at each call: the outbound guard stands behind the one that is in force now.
      const response = await fetch(input, init);
      onCall(method, await outcomeOf(response.clone()));
      return response;
    } catch (error) {
      onCall(method, 'failed');
      throw error;
    }
  };
}

async function outcomeOf(response: Response): Promise<SlackOutcome> {
  const text = await response.text();
  if (response.status === 429) return 'rate_limited';
  if (!response.ok) return 'failed';
  const error = errorIn(text);
  if (error === 'ratelimited') return 'rate_limited';
  return error === undefined ? 'ok' : 'refused';
}

/** Slack answers a refusal with 200 and `{"ok":false,"error":"not_in_channel"}`, a response URL with plain `ok`. */
function errorIn(text: string): string | undefined {
  try {
    const { ok, error } = JSON.parse(text) as { ok?: unknown; error?: unknown };
    return ok === false ? String(error) : undefined;
  } catch {
    return undefined;
  }
}
