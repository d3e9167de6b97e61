// Who the customers are: invented names, numbers that belong to nobody, addresses that lead nowhere.
import type { Look } from '../settings.ts'
import type { Person } from '../wire.ts'
import { Chance, seedFor } from './chance.ts'
import type { Language } from './dialogue.ts'

interface Named {
  readonly name: string
  /** In Latin letters, for names of accounts. */
  readonly latin: string
}

const known = (...names: readonly string[]): readonly Named[] =>
  names.map(name => ({ name, latin: name.normalize('NFD').replace(/[^A-Za-z ]/g, '') }))

const people: Readonly<Record<Language, readonly Named[]>> = {
  en: known(
    'Amara Nwosu',
    'Oliver Grant',
    'Priya Raman',
    'Hannah Whitfield',
    'Callum Reid',
    'Grace Adeyemi',
    'Theo Lambert',
    'Niamh Doyle',
    'Marcus Bell',
    'Sofia Petrova',
    'Ines Duarte',
    'Ravi Kulkarni',
    'Freya Holm',
    'Daniel Osei',
    'Molly Sutton',
    'Jonas Berg',
  ),
  es: known('Lucía Fernández', 'Mateo Rojas', 'Valeria Núñez', 'Andrés Ibáñez', 'Camila Ortega', 'Iker Salas'),
  de: known('Katharina Vogel', 'Lukas Brandt', 'Mareike Krüger', 'Jürgen Pohl'),
  ar: [
    { name: 'ليلى حداد', latin: 'Layla Haddad' },
    { name: 'عمر الخطيب', latin: 'Omar Khatib' },
    { name: 'نور سلامة', latin: 'Nour Salameh' },
  ],
  ja: [
    { name: '佐藤 美咲', latin: 'Misaki Sato' },
    { name: '高橋 健', latin: 'Ken Takahashi' },
    { name: '中村 葵', latin: 'Aoi Nakamura' },
  ],
}

const nobody: Named = { name: 'Somebody', latin: 'Somebody' }

/** Customer number `number` of a script, known as well as the network that it looks like would know them. */
export const personOf = (seed: number, number: number, language: Language, look: Look): Person => {
  const all = people[language]
  const round = Math.floor((number - 1) / all.length)
  const { name, latin } = new Chance(seedFor(seed, 1 + round)).shuffle(all)[(number - 1) % all.length] ?? nobody
  const account = latin.toLowerCase().replaceAll(' ', '_')
  const email = `${account.replaceAll('_', '.')}@mail.example`
  // Ofcom keeps +44 7700 900000 to 900999 for drama: they never ring.
  const phone = `+44 7700 900${String(new Chance(seedFor(seed, number)).between(0, 999)).padStart(3, '0')}`
  switch (look) {
    case 'telegram':
      return { name, username: account, language }
    case 'facebook':
      return { name, language }
    case 'whatsapp':
      return { name, phone }
    case 'livechat':
    case 'web':
      return { name, email, language }
  }
}
