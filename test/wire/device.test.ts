// What a session is called in the list of sessions, by what the browser says of itself.
import { expect, test } from 'vitest'
import { deviceOf } from '../../main/hub/device.ts'

const mozilla = 'Mozilla/5.0'

test.each([
  [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
  [
    `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36`,
    'Chrome on Windows',
  ],
  [`${mozilla} (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0`, 'Edge on Windows'],
  [
    `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15`,
    'Safari on a Mac',
  ],
  [`${mozilla} (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1`, 'Safari on an iPhone'],
  [`${mozilla} (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36`, 'Chrome on Android'],
  ['curl/8.9.1', 'A program (curl)'],
  ['<script>alert(1)</script>', 'A program'],
  ['', 'A program'],
  [undefined, 'A program'],
  [`${'x'.repeat(100_000)} Firefox/1`, `A program (${'x'.repeat(40)})`],
])('%s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device))
