import { describe } from 'vitest';
import { engines } from '../support/engines.ts';
import { approvalsContract } from './approvals-contract.ts';
import { databaseContract } from './database-contract.ts';
import { heldNewsContract } from './held-news-contract.ts';
import { integrationTroublesContract } from './integration-troubles-contract.ts';
import { issueLinksContract } from './issue-links-contract.ts';
import { microstepsContract } from './microsteps-contract.ts';
import { previewsContract } from './previews-contract.ts';
import { runnerEventsContract } from './runner-events-contract.ts';
import { slackMessagesContract } from './slack-messages-contract.ts';
import { syncHistoryContract } from './sync-history-contract.ts';
import { webhookDeliveriesContract } from './webhook-deliveries-contract.ts';

describe.each(engines)('on $name', ({ open }) => {
  databaseContract(open);
  approvalsContract(open);
  integrationTroublesContract(open);
  heldNewsContract(open);
  issueLinksContract(open);
  microstepsContract(open);
  previewsContract(open);
  runnerEventsContract(open);
  slackMessagesContract(open);
  syncHistoryContract(open);
  webhookDeliveriesContract(open);
});
