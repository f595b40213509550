import type { z } from 'zod';
import { ProviderError, type ProviderErrorCode } from './errors.ts';
import { causesOf, networkCode } from './network-errors.ts';
import { retryDelayMs } from './retry-after.ts';

/** A vendor's answer with its body already read. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** What to tell a person about one vendor: whole sentences that name the field to mend. */
export interface VendorAdvice {
  /** The vendor's name: "Vercel". */
  vendor: string;
  unauthorized: string;
  forbidden: string;
  notFound: string;
  /** What the vendor means where its status does not say it; the status decides where this says nothing. */
  codeOf?(answer: HttpAnswer): ProviderErrorCode | undefined;
}

const BY_STATUS: Readonly<Record<number, ProviderErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  408: 'timeout',
  410: 'not_found',
  429: 'rate_limited',
};

/** The error that an answer outside 2xx stands for. `now` is for headers that name a point in time. */
export function errorFromAnswer(answer: HttpAnswer, advice: VendorAdvice, now: Date): ProviderError {
  const { status, headers } = answer;
  const message = vendorMessage(answer.body);
  const code = advice.codeOf?.(answer) ?? codeOf(answer);
  const isSpent = code === 'rate_limited';
  const delayMs = isSpent || code === 'unavailable' ? retryDelayMs(headers, isSpent, now) : undefined;
  return new ProviderError(code, adviceFor(code, answer, advice, message), {
    status,
    detail: `${advice.vendor} answered HTTP ${status}${message ? `: ${message}` : ''}`,
    ...(delayMs === undefined ? {} : { delayMs }),
  });
}

/** The error that a call without an answer stands for: refused connections, timeouts, a host we may not call. */
export function errorFromThrown(thrown: unknown, advice: VendorAdvice): ProviderError {
  const causes = causesOf(thrown);
  const known = causes.find((cause) => cause instanceof ProviderError);
  if (known) return known;
  const { code, word, delayMs } = networkCode(causes);
  return new ProviderError(code, thrownAdvice(code, word, advice.vendor), {
    cause: thrown,
    ...(delayMs === undefined ? {} : { delayMs }),
    detail: `${advice.vendor} gave no answer: ${causes.map((cause) => cause.message).join(': ')}`,
  });
}

/** Reads the JSON of a 2xx answer. Throws code `unreadable_answer` where it is none, or not what `schema` needs. */
export function readAnswer<T>(answer: HttpAnswer, schema: z.ZodType<T>, vendor: string): T {
  const parsed = schema.safeParse(parseJson(answer, vendor));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(answer, vendor, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unexpected shape'}`);
}

/** The sentence a vendor put into an error's body, in any of the shapes vendors use; empty where there is none. */
export function vendorMessage(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return '';
  }
  return messageIn(parsed).slice(0, 300);
}

function messageIn(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return messageIn(value[0]);
  if (typeof value !== 'object' || value === null) return '';
  for (const key of ['message', 'error', 'errors', 'errorMessages']) {
    const message = messageIn((value as Record<string, unknown>)[key]);
    if (message) return message;
  }
  return '';
}

function codeOf(answer: HttpAnswer): ProviderErrorCode {
  const { status } = answer;
  if (status >= 500) return 'unavailable';
  if (status === 429) return 'rate_limited';
  // A page comes from something in between, not from the vendor: its 404 must not count as "already gone".
  if (status < 400 || isPage(answer)) return 'unreadable_answer';
  return BY_STATUS[status] ?? 'invalid_request';
}

function adviceFor(
  code: ProviderErrorCode,
  answer: HttpAnswer,
  advice: VendorAdvice,
  message: string,
): string {
  const { vendor } = advice;
  switch (code) {
    case 'unauthorized':
      return advice.unauthorized;
    case 'forbidden':
      return advice.forbidden;
    case 'not_found':
      return advice.notFound;
    case 'rate_limited':
      return `${vendor} asks us to slow down. BuildRunner goes on by itself as soon as ${vendor} allows.`;
    case 'unavailable':
    case 'timeout':
      return `${vendor} has trouble at the moment (HTTP ${answer.status}). BuildRunner tries again by itself.`;
    case 'unreadable_answer':
      return unreadableAdvice(answer, vendor);
    default:
      return message
        ? `${vendor} did not accept this: ${asSentence(message)}`
        : `${vendor} did not accept this (HTTP ${answer.status}) and gave no reason.`;
  }
}

/** Vendors end their messages with a stop or not; what is said after it begins a new sentence. */
function asSentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function thrownAdvice(code: ProviderErrorCode, word: string | undefined, vendor: string): string {
  const named = word ? ` (${word})` : '';
  switch (code) {
    case 'timeout':
      return `${vendor} did not answer in time. BuildRunner tries again by itself.`;
    case 'rate_limited':
      return `${vendor} allows no more requests for now. BuildRunner goes on by itself as soon as it may.`;
    case 'resting':
      return `${vendor} has not answered for a while and is left alone for a moment. BuildRunner goes on by itself as soon as it answers.`;
    case 'blocked_host':
      return `BuildRunner may not call this address for ${vendor}. Check the API base URL against the allowed hosts.`;
    case 'invalid_request':
      return `The request to ${vendor} could not be built. Check the configured fields.`;
    case 'unreadable_answer':
      return `${vendor}'s answer is longer than BuildRunner reads${named}. Check the API base URL.`;
    default:
      return `${vendor} could not be reached${named}. Check the network and the API base URL.`;
  }
}

function parseJson(answer: HttpAnswer, vendor: string): unknown {
  if (!answer.body.trim()) throw unreadable(answer, vendor, 'the body is empty');
  try {
    return JSON.parse(answer.body);
  } catch {
    throw unreadable(answer, vendor, 'the body is not JSON');
  }
}

function unreadable(answer: HttpAnswer, vendor: string, detail: string): ProviderError {
  return new ProviderError('unreadable_answer', unreadableAdvice(answer, vendor), {
    status: answer.status,
    detail: `${vendor} answered HTTP ${answer.status} with something unexpected: ${detail}`,
  });
}

function unreadableAdvice(answer: HttpAnswer, vendor: string): string {
  const { status } = answer;
  if (status >= 300 && status < 400) {
    return `The API base URL of ${vendor} redirects elsewhere (HTTP ${status}). Configure the address it leads to.`;
  }
  if (isPage(answer)) {
    return `A web page came back instead of ${vendor}'s API (HTTP ${status}). Check the API base URL and any proxy in between.`;
  }
  return `${vendor}'s answer could not be read (HTTP ${status}). Check the API base URL; if it is right, see ${vendor}'s status page.`;
}

function isPage(answer: HttpAnswer): boolean {
  return (
    /\bhtml\b/i.test(answer.headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(answer.body)
  );
}
