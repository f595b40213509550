import { BOT } from '../account.ts';
import type { Links } from '../links.ts';
import type { CommitStatus, Deployment, DeploymentStatus } from '../world.ts';
import { accountAnswer, nodeId } from './account.ts';
import { written } from './time.ts';

export function commitStatusAnswer(links: Links, status: CommitStatus) {
  const { id, sha, state, context, description, targetUrl, createdAt } = status;
  return {
    url: links.repository(`/statuses/${sha}`),
    avatar_url: `${links.account(BOT.login)}/avatar`,
    id,
    node_id: nodeId('SC', id),
    state,
    description,
    target_url: targetUrl,
    context,
    created_at: written(createdAt),
    updated_at: written(createdAt),
    creator: accountAnswer(links, BOT),
  };
}

export function deploymentAnswer(links: Links, deployment: Deployment) {
  const { id, sha, ref, task, environment, description, transient, production, createdAt } = deployment;
  const url = links.repository(`/deployments/${id}`);
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha,
    ref,
    task,
    payload: {},
    original_environment: environment,
    environment,
    description,
    creator: accountAnswer(links, BOT),
    created_at: written(createdAt),
    updated_at: written(createdAt),
    statuses_url: `${url}/statuses`,
    repository_url: links.repository(),
    transient_environment: transient,
    production_environment: production,
  };
}

export function deploymentStatusAnswer(links: Links, status: DeploymentStatus, environment: string) {
  const { id, deploymentId, state, environmentUrl, logUrl, description, createdAt } = status;
  const deploymentUrl = links.repository(`/deployments/${deploymentId}`);
  return {
    url: `${deploymentUrl}/statuses/${id}`,
    id,
    node_id: nodeId('DES', id),
    state,
    creator: accountAnswer(links, BOT),
    description,
    environment,
    target_url: logUrl,
    log_url: logUrl,
    environment_url: environmentUrl,
    created_at: written(createdAt),
    updated_at: written(createdAt),
    deployment_url: deploymentUrl,
    repository_url: links.repository(),
  };
}
