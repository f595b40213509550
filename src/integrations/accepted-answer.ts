import { errorFromAnswer, errorFromThrown, type HttpAnswer, type VendorAdvice } from './http-errors.ts';

/** The vendor's answer where it is a 2xx. Throws the `ProviderError` that any other, or none at all, stands for. */
export async function acceptedAnswer(
  sent: Promise<HttpAnswer>,
  advice: VendorAdvice,
  now: () => Date,
): Promise<HttpAnswer> {
  const answer = await answered(sent, advice);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw errorFromAnswer(answer, advice, now());
}

/** What comes of a request. Throws the `ProviderError` that no answer stands for. */
export async function answered<T>(sent: Promise<T>, advice: VendorAdvice): Promise<T> {
  return sent.catch((thrown: unknown) => {
    throw errorFromThrown(thrown, advice);
  });
}
