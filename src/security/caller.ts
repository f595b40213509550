import { AsyncLocalStorage } from 'node:async_hooks';

/** Who a call to the outside is made for: what its audit line and its metric are filed under. */
export interface Caller {
  workspaceId: string;
  integrationId?: string;
  provider: string;
  /**
   * Hosts that this integration's own base URL names (`jira.acme.example`), allowed for this caller and nobody else.
   * They are held to https and public addresses like any other.
   */
  hosts?: readonly string[];
  /** A person wants to know whether the vendor answers: it is asked even while it is left alone. */
  insists?: boolean;
}

const storage = new AsyncLocalStorage<Caller>();

/** Runs `work` so that every call to the outside made within it, however deep in an SDK, is known as `caller`'s. */
export function callingAs<Result>(caller: Caller, work: () => Result): Result {
  return storage.run(caller, work);
}

/** The innermost caller, or undefined outside of any `callingAs`. */
export function currentCaller(): Caller | undefined {
  return storage.getStore();
}
