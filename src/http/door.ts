import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Ongoing } from '../timing/ongoing.ts';

/** Seconds after which whoever is turned away may ask again: a start takes about one. */
const RETRY_AFTER = '2';

/** What every request passes first. */
export interface Door {
  handler: RequestListener;
  /** From now on requests are let through to `handler`. */
  open(handler: RequestListener): void;
  /** From now on they are turned away; those inside may finish, and are `ongoing`. */
  shut(): void;
}

/** `neverShut` tells of paths that are served to the end and not waited for. Until it is opened everybody is turned away. */
export function createDoor(ongoing: Ongoing, neverShut: (path: string) => boolean): Door {
  let inside: RequestListener | undefined;
  let reason: 'starting' | 'stopping' = 'starting';

  return {
    handler(request, response) {
      const free = neverShut(request.url ?? '');
      if (!inside || (reason === 'stopping' && !free)) return turnAway(response, reason);
      if (!free) void ongoing.track(closed(response));
      inside(request, response);
    },
    open(handler) {
      inside = handler;
    },
    shut() {
      reason = 'stopping';
    },
  };
}

/** 503 is what vendors and Slack try again after; the connection is not kept, so that the next one finds the next process. */
function turnAway(response: ServerResponse<IncomingMessage>, reason: string): void {
  const headers = {
    'content-type': 'application/json',
    'retry-after': RETRY_AFTER,
    connection: 'close',
  };
  response.writeHead(503, headers).end(JSON.stringify({ ready: false, reason }));
}

function closed(response: ServerResponse<IncomingMessage>): Promise<void> {
  return new Promise((resolve) => response.once('close', resolve));
}
