// What customers send pictures of.
import type { Colour, Picture, Shape } from './picture.ts'

const width = 480
const height = 360
const table: Picture['ground'] = [
  [216, 205, 190],
  [176, 158, 136],
]
const wall: Colour = [206, 196, 182]
const card: Colour = [190, 146, 96]
const edge: Colour = [150, 110, 68]
const dark: Colour = [70, 56, 44]
const white: Colour = [246, 244, 240]
const ink: Colour = [40, 40, 44]

/** A box with tape over it and a corner pushed in. */
const parcel: Picture = {
  width,
  height,
  // Even, so that what is missing at the corner looks like nothing.
  ground: [wall, wall],
  shapes: [
    { disc: [245, 310, 190, 24], colour: [158, 142, 124] },
    { box: [80, 90, 320, 215], colour: card },
    { box: [80, 90, 320, 34], colour: [205, 162, 112] },
    { box: [215, 90, 46, 215], colour: [222, 200, 160] },
    { disc: [404, 88, 62, 44], colour: wall },
    { line: [338, 92, 356, 126], width: 6, colour: edge },
    { line: [356, 126, 398, 136], width: 6, colour: edge },
    { line: [356, 126, 330, 158], width: 4, colour: edge },
    { line: [372, 131, 378, 170], width: 4, colour: edge },
    { box: [104, 200, 88, 66], colour: white },
    { box: [114, 212, 60, 6], colour: ink },
    { box: [114, 226, 44, 6], colour: ink },
    { box: [114, 240, 52, 6], colour: ink },
  ],
}

/** A lamp that leans, with its shade cracked. */
const lamp: Picture = {
  width,
  height,
  ground: [
    [214, 220, 228],
    [214, 220, 228],
  ],
  shapes: [
    { box: [0, 292, width, 68], colour: [150, 126, 104] },
    { disc: [240, 300, 92, 20], colour: [58, 62, 72] },
    { disc: [282, 112, 104, 62], colour: [226, 178, 74] },
    { box: [170, 112, 226, 64], colour: [214, 220, 228] },
    { line: [240, 296, 276, 134], width: 12, colour: [76, 82, 94] },
    { line: [190, 114, 376, 114], width: 6, colour: [190, 142, 48] },
    { line: [300, 54, 286, 84], width: 4, colour: dark },
    { line: [286, 84, 304, 112], width: 4, colour: dark },
    { disc: [281, 126, 22, 22], colour: [252, 240, 196] },
  ],
}

const bars: readonly Shape[] = [6, 3, 9, 4, 4, 8, 3, 6, 9, 3, 5, 8, 4, 6, 3, 9, 5, 3, 7, 4].map((thick, i) => ({
  box: [110 + i * 13, 210, thick, 76],
  colour: ink,
}))

/** The label of a parcel. */
const label: Picture = {
  width,
  height,
  ground: [card, edge],
  shapes: [
    { box: [70, 44, 340, 272], colour: white },
    { box: [70, 44, 340, 40], colour: [44, 78, 140] },
    { box: [90, 58, 120, 12], colour: white },
    { box: [90, 104, 210, 12], colour: ink },
    { box: [90, 130, 170, 12], colour: [110, 110, 116] },
    { box: [90, 156, 190, 12], colour: [110, 110, 116] },
    { box: [90, 190, 300, 3], colour: ink },
    ...bars,
  ],
}

const cup = (x: number, y: number, colour: Colour): readonly Shape[] => [
  { disc: [x, y + 58, 48, 10], colour: [140, 122, 102] },
  { disc: [x + 40, y + 18, 20, 20], colour },
  { disc: [x + 40, y + 18, 11, 11], colour: [196, 182, 163] },
  { box: [x - 38, y - 16, 76, 58], colour },
  { disc: [x, y + 42, 38, 14], colour },
  { disc: [x, y - 16, 38, 12], colour: white },
]

/** Five cups, where six should be. */
const cups: Picture = {
  width,
  height,
  ground: table,
  shapes: [
    ...cup(100, 110, [74, 118, 140]),
    ...cup(240, 110, [176, 84, 70]),
    ...cup(380, 110, [92, 130, 86]),
    ...cup(100, 250, [206, 160, 70]),
    ...cup(240, 250, [116, 92, 140]),
  ],
}

export const pictures = { parcel, lamp, label, cups } as const
