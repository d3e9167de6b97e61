// Comma-separated values as RFC 4180 has them, for tables that people open in a spreadsheet.

/** Tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/** One line without its end. */
export const csvLine = (cells: readonly (string | number)[]): string => cells.map(cell).join(',')

/** Lines end in CR LF, the last one too. */
export const csv = (lines: readonly string[]): string => `${byteOrderMark}${lines.map(line => `${line}\r\n`).join('')}`

/**
 * A spreadsheet would take a cell that begins like this for a formula, and run it: what a stranger chose as their name must not
 * run at a supervisor's. An apostrophe in front makes it text.
 */
const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
