import type { Timestamp } from './timestamp.ts';

/** The table of integrations that are in trouble. */
export interface HealthSchema {
  integration_troubles: IntegrationTroubleRow;
}

/**
 * `not_answering`: its vendor's calls rest. `refused`: the vendor does not take its credentials. `unverified`: deliveries
 * come that nobody can verify. `silent`: no deliveries come any more.
 */
export type Trouble = 'refused' | 'not_answering' | 'unverified' | 'silent';

/** One that was told of, and is not over. */
export interface IntegrationTroubleRow {
  workspace_id: string;
  integration_id: string;
  trouble: Trouble;
  /** When it was found, and told. */
  since: Timestamp;
}
