export interface Branch {
  name: string;
  commitSha: string;
}

export interface CommitStatus {
  commitSha: string;
  state: 'pending' | 'success' | 'failure' | 'error';
  /** Whose status it is: `BuildRunner / vercel`. One a commit and context. */
  context: string;
  description: string;
  url?: string;
}

export interface PreviewDeployment {
  commitSha: string;
  /** `preview/feature/login`. */
  environment: string;
  state: 'in_progress' | 'success' | 'failure' | 'inactive';
  url?: string;
  logUrl?: string;
}

/** Where the code lives. All methods throw `ProviderError`. */
export interface Repository {
  /** Branches whose name contains `text`: for type-ahead. */
  branches(text: string, limit: number): Promise<Branch[]>;
  setCommitStatus(status: CommitStatus): Promise<void>;
  /** One deployment a commit and environment, made when there is none yet. */
  setDeployment(deployment: PreviewDeployment): Promise<void>;
  /**
   * One comment a pull request and `marker`, edited in place from the second time on; `body` is Markdown.
   */
  setPullRequestComment(comment: { number: number; marker: string; body: string }): Promise<void>;
  /** The open pull request whose head is this branch. */
  openPullRequest(branch: string): Promise<{ number: number; title: string; url: string } | undefined>;
}
