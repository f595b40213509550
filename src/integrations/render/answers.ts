import { z } from 'zod';

/**
 * What is read of Render's answers: only what is used, and nothing of it required but what every answer has. One in
 * seven of Render's answers breaks its own specification, most of them by nulls; a field of another type than
 * specified counts as absent, and so does an entry of a list without its id.
 */

const text = z.string().min(1).nullish().catch(undefined);

const time = text.transform((written) => {
  const at = written ? new Date(written) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
});

export const serviceAnswer = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  ownerId: z.string().min(1),
  type: text,
  /** Absent where the service runs an image. */
  repo: text,
  branch: text,
  autoDeploy: text,
  suspended: text,
  suspenders: z.array(z.string()).nullish().catch(undefined),
  dashboardUrl: text,
  createdAt: time,
  /** The last change of its settings, of which the branch is one. */
  updatedAt: time,
  serviceDetails: z
    .object({
      url: text,
      /** The service that a pull request's preview was made of. */
      parentServer: z
        .object({ id: z.string().min(1), name: text })
        .nullish()
        .catch(undefined),
      previews: z.object({ generation: text }).nullish().catch(undefined),
      /** The older word for the same. */
      pullRequestPreviewsEnabled: text,
    })
    .nullish()
    .catch(undefined),
});

export type ServiceAnswer = z.infer<typeof serviceAnswer>;

export const deployAnswer = z
  .object({
    id: z.string().min(1),
    status: text,
    trigger: text,
    commit: z.object({ id: text, message: text }).nullish().catch(undefined),
    createdAt: time,
    startedAt: time,
    finishedAt: time,
    updatedAt: time,
  })
  .transform(({ createdAt, ...answer }) => ({
    ...answer,
    // One without any time is older than all others, so that it is never taken for a new one.
    createdAt: createdAt ?? answer.startedAt ?? answer.updatedAt ?? answer.finishedAt ?? new Date(0),
  }));

export type DeployAnswer = z.infer<typeof deployAnswer>;

/** Of a deploy's start or end: https://api-docs.render.com/reference/retrieve-event */
export const eventAnswer = z.object({
  serviceId: text,
  details: z.object({ deployId: text }).nullish().catch(undefined),
});

export const ownerAnswer = z.object({ name: text, email: text });

export const webhookAnswer = z.object({ id: z.string().min(1), url: text, secret: text });

export const logPage = z.object({
  hasMore: z.boolean().nullish().catch(undefined),
  nextStartTime: text,
  nextEndTime: text,
  logs: entries(
    z.object({
      id: text,
      message: z.string(),
      timestamp: time,
      labels: entries(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

export type LogPage = z.infer<typeof logPage>;

/** A page of a list, in which each thing stands under its name beside the cursor that leads on from it. */
export interface Page<T> {
  items: T[];
  /** How many entries it had, those that could not be read among them. */
  size: number;
  /** Undefined where nothing leads on. */
  cursor: string | undefined;
}

export const servicePage = pageOf('service', serviceAnswer);
export const deployPage = pageOf('deploy', deployAnswer);
export const webhookPage = pageOf('webhook', webhookAnswer);

function pageOf<T>(name: string, schema: z.ZodType<T>): z.ZodType<Page<T>> {
  const rows = entries(z.record(z.string(), z.unknown()));
  return rows.transform((list) => {
    const cursor = list.at(-1)?.cursor;
    return {
      items: list.flatMap((row) => {
        const item = schema.safeParse(row[name]);
        return item.success ? [item.data] : [];
      }),
      size: list.length,
      cursor: typeof cursor === 'string' && cursor ? cursor : undefined,
    };
  });
}

/** A list, in which null means none; what cannot be read of it is left out. */
function entries<T>(schema: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((list) =>
      (list ?? []).flatMap((entry) => {
        const item = schema.safeParse(entry);
        return item.success ? [item.data] : [];
      }),
    );
}
