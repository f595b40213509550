/** Text that is already safe to stand in a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A template in which everything that is put in is escaped, unless it is `Html` itself; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  const filled = parts.map((part, index) => part + render(values[index]));
  return new Html(filled.join(''));
}

/** A whole page in the look all of them share. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
<main>${body}</main>
</html>`.text;
}

function render(value: string | Html | Html[] | undefined): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(({ text }) => text).join('\n');
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: 1rem; border-radius: .5rem; background: #111; color: #eee; overflow-x: auto; font-size: .8rem; }
.error { color: #ff8080; }
.state { font-weight: 600; letter-spacing: .04em; }
`;
