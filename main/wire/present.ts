// Leaves out what was not given: `{ name: undefined }` and `{}` mean the same at the door, and only the second goes inside.
export type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

export const present = <T extends object>(given: T): Present<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>
