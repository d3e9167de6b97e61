// Which addresses may be called: what a supervisor's list of hosts allows, and what an entry of it can be.
import { describe, expect, test } from 'vitest'
import { hostFault, hostsIn, isAllowedHost, webhookAddressFault } from '../../main/domain/outbound-address.ts'

describe('the list of allowed hosts', () => {
  test.each([
    ['http://crm.internal/x', 'crm.internal', true],
    ['http://CRM.internal./x', 'crm.Internal', true],
    ['http://crm.internal:8080/x', 'crm.internal', true],
    ['http://crm.internal:8080/x', 'crm.internal:8080', true],
    ['http://crm.internal:8081/x', 'crm.internal:8080', false],
    ['https://crm.internal/x', 'crm.internal:443', true],
    ['http://crm.internal.evil.example/', 'crm.internal', false],
    ['http://evilcrm.internal/', 'crm.internal', false],
    ['http://0x7f.1/', '127.0.0.1', true],
    ['http://[::1]:9/', '[::1]', true],
    ['http://10.0.0.5/', '10.0.0.50', false],
  ])('%s by %s: %s', (url, entry, allowed) => {
    expect(isAllowedHost(new URL(url), ['other.example', entry])).toBe(allowed)
  })

  test('is read with commas, blanks and line ends between its entries', () => {
    expect(hostsIn(' a.example, b.example\n10.0.0.5:80;[::1] ')).toEqual([
      'a.example',
      'b.example',
      '10.0.0.5:80',
      '[::1]',
    ])
    expect(hostsIn(' ')).toEqual([])
  })

  test('holds hosts and nothing else', () => {
    for (const entry of ['crm.internal', 'localhost:8080', '10.0.0.5', '[::1]:80']) expect(hostFault(entry)).toBeNull()
    for (const entry of [
      'http://crm.internal',
      'a/b',
      'a?b',
      'a#b',
      'me@a',
      '*',
      '*.internal',
      'a:b:c',
      '::1',
      'a:99999',
    ])
      expect(hostFault(entry)).toContain('is not a host')
  })
})

describe('the address of a webhook', () => {
  test.each([
    ['https://desk.example/hook?key=1', null],
    ['http://desk.example/hook', /must begin with https/],
    ['http://crm.internal:9/hook', null],
    ['ftp://desk.example', /web address/],
    ['desk.example', /web address/],
    ['https://', /web address/],
    ['https://me:word@desk.example/', /user name/],
    ['https://desk.example/#x', /"#"/],
  ])('%s', (address, fault) => {
    const said = webhookAddressFault(address, ['crm.internal'])
    if (fault === null) expect(said).toBeNull()
    else expect(said).toMatch(fault)
  })
})
