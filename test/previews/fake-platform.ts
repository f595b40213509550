import type {
  BuildLogLine,
  Deployment,
  DeploymentPlatform,
  DeploymentState,
  DeployRequest,
} from '../../src/integrations/contract.ts';
import { ProviderError } from '../../src/integrations/errors.ts';

/** A vendor in memory: what was asked of it, and what it has. Builds end when the test says so. */
export class FakePlatform implements DeploymentPlatform {
  readonly deployments = new Map<string, Deployment & { marker?: string }>();
  readonly calls: string[] = [];
  /** Whether all deployments share one address, as on a service kept for previews. */
  exclusive = false;
  log: string[] = ['npm error code ELIFECYCLE'];
  /** Thrown by the next calls of a method, one after the other. */
  readonly failures: { method: string; error: Error; afterTheDeed?: boolean }[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async deploy(request: DeployRequest): Promise<Deployment> {
    const failure = this.#called(`deploy ${request.branch}`, 'deploy');
    if (failure && !failure.afterTheDeed) throw failure.error;
    const made = this.add(
      { branch: request.branch, commit: { sha: request.commitSha ?? 'head' } },
      request.marker,
    );
    if (failure) throw failure.error;
    return made;
  }

  async findByMarker({ marker }: DeployRequest): Promise<Deployment | undefined> {
    this.#called(`find ${marker}`, 'find');
    return [...this.deployments.values()].find((deployment) => deployment.marker === marker);
  }

  async get(externalId: string): Promise<Deployment> {
    const failure = this.#called(`get ${externalId}`, 'get');
    if (failure) throw failure.error;
    return this.#must(externalId);
  }

  async listByBranch(branch: string): Promise<Deployment[]> {
    return [...this.deployments.values()].filter((deployment) => deployment.branch === branch);
  }

  async cancel(externalId: string): Promise<void> {
    const failure = this.#called(`cancel ${externalId}`, 'cancel');
    if (failure) throw failure.error;
    const deployment = this.#must(externalId);
    if (deployment.state === 'queued' || deployment.state === 'building') this.end(externalId, 'cancelled');
  }

  async remove(externalId: string): Promise<void> {
    const failure = this.#called(`remove ${externalId}`, 'remove');
    if (failure) throw failure.error;
    const deployment = this.deployments.get(externalId);
    if (deployment?.target === 'production') throw new ProviderError('production_deployment', 'never');
    this.deployments.delete(externalId);
  }

  async buildLog(externalId: string): Promise<BuildLogLine[]> {
    const failure = this.#called(`log ${externalId}`, 'log');
    if (failure) throw failure.error;
    return this.log.map((text) => ({ text, stream: 'stderr' }));
  }

  /** As if someone had made a deployment there. */
  add(given: Partial<Deployment>, marker?: string): Deployment {
    const externalId = given.externalId ?? `dpl_${this.deployments.size + 1}`;
    const deployment: Deployment & { marker?: string } = {
      externalId,
      state: 'queued',
      target: 'preview',
      createdAt: this.#now(),
      url: `https://${externalId}.example`,
      ...(this.exclusive ? { exclusive: true } : {}),
      ...given,
      ...(marker === undefined ? {} : { marker }),
    };
    this.deployments.set(externalId, deployment);
    return deployment;
  }

  end(externalId: string, state: DeploymentState): void {
    this.deployments.set(externalId, { ...this.#must(externalId), state });
  }

  #must(externalId: string): Deployment {
    const found = this.deployments.get(externalId);
    if (!found) throw new ProviderError('not_found', 'It is gone.');
    return found;
  }

  #called(call: string, method: string) {
    this.calls.push(call);
    const index = this.failures.findIndex((failure) => failure.method === method);
    return index === -1 ? undefined : this.failures.splice(index, 1)[0];
  }
}
