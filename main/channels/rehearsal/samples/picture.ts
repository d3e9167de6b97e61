// Draws small pictures: shapes on a ground, written as PNG (W3C PNG specification, third edition).
import { crc32, deflateSync } from 'node:zlib'

/** Red, green, blue, each 0 to 255. */
export type Colour = readonly [number, number, number]

export type Shape =
  | { readonly box: readonly [x: number, y: number, width: number, height: number]; readonly colour: Colour }
  | { readonly disc: readonly [x: number, y: number, radiusX: number, radiusY: number]; readonly colour: Colour }
  /** A line of so many pixels' width. */
  | {
      readonly line: readonly [x1: number, y1: number, x2: number, y2: number]
      readonly width: number
      readonly colour: Colour
    }

export interface Picture {
  readonly width: number
  readonly height: number
  /** The ground, from top to bottom. */
  readonly ground: readonly [top: Colour, bottom: Colour]
  /** Later ones lie on earlier ones. */
  readonly shapes: readonly Shape[]
}

export const drawPng = (picture: Picture): Uint8Array => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(picture.width, 0)
  header.writeUInt32BE(picture.height, 4)
  // 8 bits a channel, red green blue, and nothing unusual in compression, filter and interlacing.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows(picture))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each row begins with its filter: none. */
const rows = ({ width, height, ground: [top, bottom], shapes }: Picture): Buffer => {
  const stride = 1 + width * 3
  const pixels = Buffer.alloc(stride * height)
  const put = (x: number, y: number, colour: Colour) => pixels.set(colour, y * stride + 1 + x * 3)
  for (let y = 0; y < height; y++) {
    const between = (c: 0 | 1 | 2) => Math.round(top[c] + ((bottom[c] - top[c]) * y) / (height - 1))
    const colour: Colour = [between(0), between(1), between(2)]
    for (let x = 0; x < width; x++) put(x, y, colour)
  }
  for (const shape of shapes) {
    const [left, up, right, down] = frameOf(shape)
    for (let y = Math.max(0, Math.floor(up)); y <= Math.min(height - 1, down); y++)
      for (let x = Math.max(0, Math.floor(left)); x <= Math.min(width - 1, right); x++)
        if (covers(shape, x, y)) put(x, y, shape.colour)
  }
  return pixels
}

/** Left, top, right, bottom: nothing of the shape is outside. */
const frameOf = (shape: Shape): readonly [number, number, number, number] => {
  if ('box' in shape) {
    const [x, y, width, height] = shape.box
    return [x, y, x + width, y + height]
  }
  if ('disc' in shape) {
    const [x, y, rx, ry] = shape.disc
    return [x - rx, y - ry, x + rx, y + ry]
  }
  const [x1, y1, x2, y2] = shape.line
  const half = shape.width / 2
  return [Math.min(x1, x2) - half, Math.min(y1, y2) - half, Math.max(x1, x2) + half, Math.max(y1, y2) + half]
}

const covers = (shape: Shape, x: number, y: number): boolean => {
  if ('box' in shape) {
    const [left, top, width, height] = shape.box
    return x < left + width && y < top + height
  }
  if ('disc' in shape) {
    const [cx, cy, rx, ry] = shape.disc
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1
  }
  const [x1, y1, x2, y2] = shape.line
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) <= shape.width / 2
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
