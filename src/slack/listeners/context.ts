import type { RunCommand } from '../commands/run-command.ts';
import type { ResolveActor } from '../people.ts';
import type { Rooms } from '../rooms.ts';

/** What every listener is given. */
export interface ListenerContext extends Rooms {
  resolveActor: ResolveActor;
  runCommand: RunCommand;
}
