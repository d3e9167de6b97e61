// A table that any spreadsheet reads as it was meant, and that never runs as a formula.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteOrderMark, csv, csvLine } from '../../main/domain/csv.ts'

/** As RFC 4180 is read by the programs it is meant for. */
const read = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  let at = byteOrderMark.length
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      for (; !(text[at] === '"' && text[at + 1] !== '"'); at += text[at] === '"' ? 2 : 1) cell += text[at]
      at += 1
    } else for (; text[at] !== ',' && text[at] !== '\r'; at += 1) cell += text[at]
    row.push(cell)
    if (text[at] === ',') at += 1
    else {
      rows.push(row)
      row = []
      at += 2
    }
  }
  return rows
}

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a "word", and\r\nmore', '"a ""word"", and\r\nmore"'],
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+49 30 1', "'+49 30 1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['a=1', 'a=1'],
])('%j becomes %j', (value, cell) => {
  expect(csvLine([value])).toBe(cell)
})

test('a number of ours stays a number', () => {
  expect(csvLine([-5, 'x'])).toBe('-5,x')
})

test('whatever people typed comes out of the file as it went in, but for the sign before a formula', () => {
  const table = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), { minLength: 1 })
  fc.assert(
    fc.property(table, rows => {
      const text = csv(rows.map(csvLine))
      expect(text.startsWith(byteOrderMark)).toBe(true)
      const found = read(text)
      expect(found.flat().some(one => /^[=+\-@\t\r]/.test(one))).toBe(false)
      expect(found).toEqual(rows.map(row => row.map(one => (/^[=+\-@\t\r]/.test(one) ? `'${one}` : one))))
    }),
  )
})
