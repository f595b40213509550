import type { RequestHandler } from 'express';
import { constantTimeEqual } from '../security/signatures.ts';

/** Lets through who sends the token. Without a token nobody is: `what` is closed. */
export function bearer(token: string | undefined, what: string): RequestHandler {
  return (request, response, next) => {
    if (token === undefined) {
      response.status(403).json({ error: `${what} is closed. Set BUILDRUNNER_API_TOKEN to open it.` });
      return;
    }
    const [, given = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (constantTimeEqual(given, token)) return next();
    response.status(401).json({ error: 'Send the header authorization: Bearer <BUILDRUNNER_API_TOKEN>.' });
  };
}
