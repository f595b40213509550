import { useMemo } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { formatRoute } from '../state/route.ts';
import { useWorkspace } from '../state/workspace.ts';

type RendererProps = Parameters<typeof Message>[0];

/** Shows blocks that only need looking at, `rich_text` above all, by way of `slack-blocks-to-jsx`. */
export function RichText({ blocks }: { blocks: Block[] }) {
  const { snapshot } = useWorkspace();
  const { people, channels } = snapshot;
  const data = useMemo<RendererProps['data']>(
    () => ({ users: people.map(({ id, realName }) => ({ id, name: realName })), channels }),
    [people, channels],
  );
  // The renderer is slow beside the rest of the page: it runs again only for other blocks or other names.
  return useMemo(
    () => (
      <Message
        blocks={blocks}
        data={data}
        hooks={HOOKS}
        name=""
        logo=""
        withoutWrapper
        unstyled
        theme="light"
      />
    ),
    [blocks, data],
  );
}

const HOOKS: RendererProps['hooks'] = {
  channel: ({ id, name }) => (
    <a className="mention" href={formatRoute({ place: id })}>
      #{name}
    </a>
  ),
  emoji: (emoji, parse) => {
    const glyph = parse(emoji);
    return glyph === emoji.name ? `:${emoji.name}:` : glyph;
  },
  link: ({ href, children, className }) => (
    <a className={className} href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
};
