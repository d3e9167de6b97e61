// Files that run on somebody's machine when they are opened: known by their name, or by how they begin, whatever they are called.

const endings = new Set(
  'exe com bat cmd msi msp scr pif cpl dll sys hta jar jse js vbs vbe wsf wsh ps1 psm1 reg lnk scf inf app command sh bash csh ksh run bin elf deb rpm apk ipa dmg pkg appimage'.split(
    ' ',
  ),
)

/** First bytes: Windows, Linux, a script's `#!`, macOS of either order and for several machines. */
const beginnings = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x23, 0x21],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
]

export const isProgram = (name: string, bytes: Uint8Array): boolean => {
  const ending = /\.([^.\s]+)[.\s]*$/.exec(name.toLowerCase())?.[1] ?? ''
  return endings.has(ending) || beginnings.some(beginning => beginning.every((byte, i) => bytes[i] === byte))
}
