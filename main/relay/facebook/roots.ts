// Where Facebook is: its own addresses, unless a test server stands in for them.
export interface FacebookRoots {
  /** Without a slash at the end and without a version. */
  readonly graph: string
  /** Where people log in. */
  readonly dialog: string
}

export const officialRoots: FacebookRoots = {
  graph: 'https://graph.facebook.com',
  dialog: 'https://www.facebook.com',
}

/** Facebook keeps each version for about two years (facts/channels.md 2). */
export const graphVersion = 'v25.0'
