import { memo, useMemo } from 'react';
import type { Block } from 'slack-blocks-to-jsx';
import { parseMrkdwn } from './mrkdwn.ts';
import { RichText } from './rich-text.tsx';

/** Text in Slack's mrkdwn. */
export const Mrkdwn = memo(function Mrkdwn({ source }: { source: string }) {
  const blocks = useMemo<Block[]>(() => [{ type: 'rich_text', elements: parseMrkdwn(source) }], [source]);
  return <RichText blocks={blocks} />;
});
