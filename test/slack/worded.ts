/**
 * What `docs/wording.md` asks of everything that is said, found anywhere within what is given: messages, views, payloads.
 * A sentence for each thing that is not so.
 */
export function wordingProblems(said: unknown): string[] {
  if (Array.isArray(said)) return said.flatMap(wordingProblems);
  if (typeof said !== 'object' || said === null) return [];
  const found = said as Record<string, unknown>;
  return [...problemsOf(found), ...Object.values(found).flatMap(wordingProblems)];
}

function problemsOf(found: Record<string, unknown>): string[] {
  const { type, text, fallback, blocks, alt_text: alt } = found;
  const problems: string[] = [];
  const isView = type === 'modal' || type === 'home';
  if (Array.isArray(blocks) && !isView && !speaks(text ?? fallback)) {
    problems.push(`no words stand for the blocks: ${JSON.stringify(text ?? fallback)}`);
  }
  if (type === 'image' && !speaks(alt)) problems.push(`no words stand for an image: ${JSON.stringify(alt)}`);
  if ((type === 'plain_text' || type === 'mrkdwn') && isMute(text)) {
    problems.push(`an emoji alone says nothing: ${JSON.stringify(text)}`);
  }
  return problems;
}

function speaks(text: unknown): boolean {
  return typeof text === 'string' && /\p{L}{2}/u.test(withoutEmoji(text));
}

/** Text that has nothing but emoji in it; an empty one is another matter, and Slack's. */
function isMute(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== '' && withoutEmoji(text).trim() === '';
}

function withoutEmoji(text: string): string {
  return text.replace(/:[a-z0-9_+-]+:|\p{Extended_Pictographic}\u{FE0F}?/gu, '');
}
