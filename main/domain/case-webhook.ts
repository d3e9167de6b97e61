// What webhooks tell of cases.

/** changed: any field, link or comment; closed: in its place, when that was the change. */
export const webhookEvents = ['case.created', 'case.changed', 'case.closed'] as const
export type WebhookEvent = (typeof webhookEvents)[number]
