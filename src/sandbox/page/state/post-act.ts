import type { ActResult, Acts } from '../../page-api.ts';

/** Posts what a person did to the sandbox's server. Never throws: no answer is a result that says so. */
export async function postAct<Name extends keyof Acts>(name: Name, body: Acts[Name]): Promise<ActResult> {
  try {
    const response = await fetch(`/sandbox/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const result: ActResult = await response.json();
    return result;
  } catch {
    return { ok: false, error: 'The sandbox did not answer. Is BuildRunner still running?' };
  }
}
