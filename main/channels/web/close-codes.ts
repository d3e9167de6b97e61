// Why we close a visitor's socket, for programs; the sentence goes before it in a `refused` frame. Apart from wire.ts, so
// that the page can know them without carrying the schemas.
export const closeCodes = {
  stopping: 1001,
  malformed: 4400,
  token: 4401,
  notOpen: 4404,
  silent: 4408,
  tooMany: 4429,
} as const
