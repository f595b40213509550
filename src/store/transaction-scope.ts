import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely';

/**
 * Knows which code runs inside a transaction. There, a query on the database itself instead of the transaction
 * would wait for ever on SQLite, whose one connection the transaction holds, and on PostgreSQL it would quietly
 * not be part of it: so it is refused at once.
 */
export class TransactionScope {
  readonly #scopes = new AsyncLocalStorage<{ open: boolean }>();

  /** Runs `work` marked as inside a transaction, until it settles. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.refuseInside();
    const scope = { open: true };
    try {
      return await this.#scopes.run(scope, work);
    } finally {
      // What was started within and goes on afterwards, such as a timer, still carries this scope.
      scope.open = false;
    }
  }

  /** Throws where the caller is inside a transaction. */
  refuseInside(): void {
    if (this.#scopes.getStore()?.open) {
      throw new Error('Inside a transaction only the transaction itself may be queried: pass it on.');
    }
  }

  /** Makes every query of a Kysely instance call `refuseInside` first. */
  plugin(): KyselyPlugin {
    return {
      transformQuery: (args: PluginTransformQueryArgs) => {
        this.refuseInside();
        return args.node;
      },
      transformResult: async (args: PluginTransformResultArgs) => args.result,
    };
  }
}
