/**
 * Slack saying no: thrown by whatever cannot be done, answered as `{ok: false, error: code, ...details}`.
 * `code` is Slack's own (`channel_not_found`).
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A refusal whose reasons stand in `response_metadata.messages`, each with its JSON pointer. */
export function refusalWithMessages(code: string, messages: string[]): Refusal {
  const errors = messages.map((message) => message.replace('[ERROR] ', ''));
  return new Refusal(code, { errors, response_metadata: { messages } });
}
