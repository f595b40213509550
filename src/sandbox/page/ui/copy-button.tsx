import { useState } from 'react';
import { IconButton } from './icon-button.tsx';

/** Puts a value on the clipboard, and says so until the pointer or the focus leaves. */
export function CopyButton({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      icon={copied ? 'check' : 'copy'}
      label={copied ? `${label} copied` : `Copy ${label}`}
      onClick={() => navigator.clipboard.writeText(value).then(() => setCopied(true))}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
    />
  );
}
