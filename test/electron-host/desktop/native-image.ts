// nativeImage: the bytes of a picture and, for PNG, its size. Nothing is drawn or scaled.
import { readFileSync } from 'node:fs'
import type { NativeImage as ElectronNativeImage, Size } from 'electron'
import { loud } from '../loud.ts'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

type Implemented = 'isEmpty' | 'getSize' | 'toPNG' | 'toDataURL' | 'setTemplateImage' | 'isTemplateImage'

export class NativeImage implements Pick<ElectronNativeImage, Implemented> {
  readonly #png: Buffer
  readonly #size: Size
  #isTemplate = false

  /** Anything but a PNG is an empty image; Electron reads JPEG as well. */
  constructor(bytes: Buffer, size?: Partial<Size>) {
    const isPng = bytes.subarray(0, pngSignature.length).equals(pngSignature)
    this.#png = isPng ? bytes : Buffer.alloc(0)
    // PNG specification, 11.2.2: width and height stand at 16 and 20.
    const own = isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : { width: 0, height: 0 }
    this.#size = { ...own, ...size }
    // biome-ignore lint/correctness/noConstructorReturn: a program must only ever hold the guarded face
    return loud('NativeImage', this)
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  getSize(): Size {
    return { ...this.#size }
  }

  toPNG(): Buffer {
    return Buffer.from(this.#png)
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`
  }

  /** The picture keeps its pixels; only its size is taken down. */
  resize(size: Partial<Size>): NativeImage {
    return new NativeImage(this.#png, size)
  }

  setTemplateImage(isTemplate: boolean): void {
    this.#isTemplate = isTemplate
  }

  isTemplateImage(): boolean {
    return this.#isTemplate
  }
}

export const nativeImage = loud('nativeImage', {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer, size?: Partial<Size>) => new NativeImage(bytes, size),
  createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
  createFromPath(path: string) {
    try {
      return new NativeImage(readFileSync(path))
    } catch {
      return new NativeImage(Buffer.alloc(0))
    }
  },
})
