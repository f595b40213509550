import { z } from 'zod';
import { findApproval } from '../store/approvals.ts';
import type { Executor } from '../store/database.ts';
import { findIssueLink } from '../store/issue-links.ts';
import { findPreview } from '../store/previews.ts';
import { findDeliverySummary } from '../store/webhook-deliveries.ts';

/** By what a job may name the thing it is about. */
const about = z.object({
  workspaceId: z.string().optional(),
  message: z.object({ workspaceId: z.string() }).optional(),
  deliveryId: z.string().optional(),
  previewId: z.string().optional(),
  linkId: z.string().optional(),
  approvalId: z.string().optional(),
});

/** Whose a job is, by its payload; undefined for the house's own, and where what it is about is gone. */
export async function workspaceOfJob(executor: Executor, payload: unknown): Promise<string | undefined> {
  const read = about.safeParse(payload);
  if (!read.success) return undefined;
  const { workspaceId, message, deliveryId, previewId, linkId, approvalId } = read.data;
  if (workspaceId !== undefined) return workspaceId;
  if (message) return message.workspaceId;
  const subject =
    (deliveryId !== undefined && (await findDeliverySummary(executor, deliveryId))) ||
    (previewId !== undefined && (await findPreview(executor, previewId))) ||
    (linkId !== undefined && (await findIssueLink(executor, linkId))) ||
    (approvalId !== undefined && (await findApproval(executor, approvalId)));
  return subject ? subject.workspace_id : undefined;
}
