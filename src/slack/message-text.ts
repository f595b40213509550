/**
 * A message of Slack's as Markdown that means the same elsewhere: links are links there too, mentions are names or ids
 * that ping nobody, and what Slack escaped is as it was typed.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function messageAsMarkdown(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>]+|mailto:[^|>]+)\|([^>]*)>/g, (_all, url: string, label: string) =>
      label === url || label === '' ? url : `[${label}](${url})`,
    )
    .replace(/<(https?:\/\/[^>]+|mailto:[^>]+)>/g, '$1')
    .replace(/<[@#!][^|>]*\|([^>]*)>/g, '$1')
    .replace(/<([@#])([A-Z0-9]+)>/g, '$1$2')
    .replace(/<!([^>^]*)[^>]*>/g, '@$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
