// The files that customers send: what is told of each at once, and the bytes when they are fetched.
import { type TextLine, writePdf } from './document.ts'
import { drawPng } from './picture.ts'
import { pictures } from './pictures.ts'
import { murmur } from './voice.ts'

const voiceSeconds = 6

const invoice: readonly TextLine[] = [
  { x: 60, y: 770, size: 22, bold: true, text: 'Invoice 0117' },
  { x: 60, y: 740, size: 11, text: 'Lambert & Sutton Ltd., 12 Mill Lane' },
  { x: 60, y: 724, size: 11, text: 'VAT number: GB 000 0000 798' },
  { x: 60, y: 670, size: 11, bold: true, text: 'Description' },
  { x: 440, y: 670, size: 11, bold: true, text: 'Amount' },
  { x: 60, y: 648, size: 11, text: 'Office chairs, 6 pieces' },
  { x: 440, y: 648, size: 11, text: '894.00' },
  { x: 60, y: 630, size: 11, text: 'Delivery' },
  { x: 440, y: 630, size: 11, text: '36.00' },
  { x: 60, y: 600, size: 12, bold: true, text: 'Total' },
  { x: 440, y: 600, size: 12, bold: true, text: '930.00' },
]

const photo = ({ width, height }: { width: number; height: number }, name: string) =>
  ({ kind: 'photo', name, mime: 'image/png', width, height }) as const

/** As a network would announce them. */
export const sampleFacts = {
  parcel: photo(pictures.parcel, 'parcel.png'),
  lamp: photo(pictures.lamp, 'lamp.png'),
  label: photo(pictures.label, 'label.png'),
  cups: photo(pictures.cups, 'cups.png'),
  invoice: { kind: 'document', name: 'Invoice 0117.pdf', mime: 'application/pdf' },
  voice: { kind: 'voice', name: 'voice.wav', mime: 'audio/wav', durationMs: voiceSeconds * 1_000 },
} as const

export type SampleName = keyof typeof sampleFacts

/** Null for a name that is none of ours. */
export const readSample = (name: string): Uint8Array | null => {
  switch (name) {
    case 'parcel':
    case 'lamp':
    case 'label':
    case 'cups':
      return drawPng(pictures[name])
    case 'invoice':
      return writePdf(invoice)
    case 'voice':
      return murmur(voiceSeconds)
    default:
      return null
  }
}
