// Black or white, whichever can be read better on a colour (WCAG relative luminance).
export const inkOn = (ground: string): '#ffffff' | '#14181f' => {
  const channel = (at: number) => {
    const part = Number.parseInt(ground.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : '#14181f'
}
