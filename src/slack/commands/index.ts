import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { configureCommand } from './configure.ts';
import { deployPreviewCommand } from './deploy-preview.ts';
import { previewCommand } from './preview.ts';
import { previewsCommand } from './previews.ts';
import { statusCommand } from './status.ts';
import { testCommand } from './test.ts';

/** Every command there is, in the order in which help lists them. */
export function allCommands(rooms: Rooms): Command[] {
  return [
    configureCommand(rooms),
    testCommand(rooms),
    statusCommand(rooms.status),
    deployPreviewCommand(rooms.previews),
    previewsCommand(rooms.previews),
    previewCommand(rooms),
  ];
}
