// Customers who write in German.
import type { Dialogue } from '../dialogue.ts'

export const german: readonly Dialogue[] = [
  {
    id: 'doppelt-bezahlt',
    language: 'de',
    patience: 'long',
    parts: [
      ['Guten Tag, ich habe meine Rechnung versehentlich doppelt bezahlt.', 'Wie bekomme ich den Betrag zurück?'],
      ['Die Kundennummer ist 70118253, überwiesen habe ich am Dienstag.'],
      [{ react: '👍' }, 'Vielen Dank für die schnelle Hilfe!'],
    ],
    nudges: ['Ist jemand da?', 'Ich wäre für eine kurze Rückmeldung dankbar.'],
  },
]
