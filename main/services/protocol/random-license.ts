// A license number out of a random id: eight digits, as programs expect a number.

export const randomLicense = (id: string): number => {
  const digits = id.replaceAll(/[^0-9a-f]/gi, '').slice(-8)
  return 10_000_000 + (Number.parseInt(digits === '' ? '0' : digits, 16) % 90_000_000)
}
