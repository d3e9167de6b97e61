// The name of somebody who told none: one that an agent can tell from the next, and that nobody is greeted by.

/** "Visitor 7F2A", from the address of the person on their network. */
export const standInName = (address: string): string =>
  `Visitor ${address
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 4)
    .toUpperCase()}`

/** A number alone is an address as well: that of somebody whose network knows no name either. */
export const isStandInName = (name: string): boolean => /^(Visitor( [A-Z0-9]{1,4})?|[+\d\s-]*)$/.test(name.trim())
