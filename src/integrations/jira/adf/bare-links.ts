/** A piece of text, and whether it is an address. */
export interface TextPiece {
  text: string;
  isLink: boolean;
}

const ADDRESS = /(?<!\w)https?:\/\/[^\s<>"`*[\]\\]+/gi;

/** Finds the addresses in a text, without what is more likely the sentence's than theirs at the end. */
export function bareLinksIn(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { index, 0: found } of text.matchAll(ADDRESS)) {
    const address = withoutSentence(found);
    if (!/^https?:\/\/./i.test(address)) continue;
    pieces.push({ text: text.slice(at, index), isLink: false }, { text: address, isLink: true });
    at = index + address.length;
  }
  return [...pieces, { text: text.slice(at), isLink: false }].filter((piece) => piece.text !== '');
}

function withoutSentence(address: string): string {
  const trimmed = address.replace(/[?!.,:;'~_]+$/, '');
  const isUnopened = trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length;
  return isUnopened ? withoutSentence(trimmed.slice(0, -1)) : trimmed;
}
