// Leaves out what is absent, so that an optional field is either there or not there, never there and undefined.

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

export const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
