// Customers who write in English.
import type { Dialogue } from '../dialogue.ts'

export const english: readonly Dialogue[] = [
  {
    id: 'late-parcel',
    language: 'en',
    patience: 'long',
    parts: [
      ['Hi there! My parcel was due on Monday and it still is not here.', 'Order 48213, in case you need it.'],
      ['The tracking page has said “out for delivery” since yesterday morning.'],
      [{ react: '👍' }, 'Great, thank you. That is all I needed to know.'],
    ],
    nudges: ['Any news?', 'I have to leave in half an hour, so it would be good to know.'],
    later: [
      [
        'Hello again! The parcel is here, but the box looks as if somebody sat on it.',
        { file: 'parcel', caption: 'See the corner' },
      ],
      ['Understood, I will keep the packaging. Thanks for being so quick about it!'],
    ],
  },
  {
    id: 'broken-lamp',
    language: 'en',
    patience: 'short',
    parts: [
      [
        'The lamp you sent me is broken. Again.',
        { album: ['lamp', 'parcel', 'label'], caption: 'This is how it came out of the box' },
      ],
      ['I do not want a voucher. I want a lamp that works.'],
      ['Fine. Please send the new one to the same address.'],
      [{ react: '🙏' }, 'OK. Thank you for sorting it out.'],
    ],
    nudges: [
      'Hello??',
      'Is anybody reading this?',
      'It is the second time this happens, so I would really like an answer.',
    ],
  },
  {
    id: 'wrong-invoice',
    language: 'en',
    patience: 'long',
    parts: [
      ['Good morning, the invoice that you sent us carries the wrong VAT number.', { file: 'invoice' }],
      ['It should end in 789, not in 798.\nCould you send us a corrected one by Friday?\n\nOur accounts close then.'],
      ['Perfect. Thank you for your help, and have a nice day!'],
    ],
    nudges: ['Just checking that this reached somebody.'],
    later: [
      ['Hello, it is about the invoice once more. The corrected one has the right number, but last year’s date.'],
      ['No hurry at all. Thank you!'],
    ],
  },
  {
    id: 'open-on-sunday',
    language: 'en',
    patience: 'long',
    parts: [['hey 👋 are you open on sunday?'], ['awesome 😍 see you then 🎉🎉']],
    nudges: ['🤔', 'anyone? 🙈'],
    later: [['hi, me again 😅 and is there parking? 🚗'], ['💯 thx!']],
  },
  {
    id: 'deliver-here',
    language: 'en',
    patience: 'long',
    parts: [
      [
        'Hi, do you deliver here?',
        { place: { latitude: 51.4545, longitude: -2.5879, title: 'The boatyard', address: '4 Quayside' } },
      ],
      ['It is the blue door next to the café, third floor.'],
      [{ react: '🎉' }, 'Brilliant, I will order tonight.'],
    ],
    nudges: ['It is a bit hard to find, I know.'],
  },
  {
    id: 'locked-out',
    language: 'en',
    patience: 'short',
    parts: [
      [
        'I cannot sign in, it says that my account is locked',
        'I have a meeting in 10 minutes and all my files are in there!!',
      ],
      ['I tried the reset link twice. The e-mail never comes.'],
      ['It works now!! You saved my day 🙏'],
    ],
    nudges: ['Hello?', '7 minutes…', 'Please, anyone?'],
  },
  {
    id: 'on-the-way',
    language: 'en',
    patience: 'long',
    parts: [
      [{ file: 'voice' }, 'Sorry, I am walking. It is easier to say than to type 🙂'],
      [{ reply: 'Yes, exactly that one. The one in green.' }],
      ['Lovely, thank you!'],
    ],
    nudges: ['Could you listen to it, or shall I write it down?'],
  },
  {
    id: 'other-size',
    language: 'en',
    patience: 'long',
    parts: [
      [
        'I would like to swap my jacket for a size 28',
        { edit: 'I would like to swap my jacket for a size 38' },
        '38, not 28. Sorry!',
      ],
      [{ reply: 'By post, please. I still have the label.' }, { file: 'label' }],
      ['Thank you, that was easy.'],
    ],
    nudges: ['It has never been worn, if that matters.'],
    later: [['The new jacket has come and it fits. Just wanted to say thanks!'], [{ react: '❤' }]],
  },
  {
    id: 'headsets-for-a-school',
    language: 'en',
    patience: 'long',
    parts: [
      [
        'Hello, we are a school with 240 pupils and are looking for headsets.',
        'Is there a discount for larger orders?',
      ],
      ['We would need them before the term begins, so three weeks from now at the latest.'],
      ['That sounds good. Please send the offer to our office, you have the address.', 'Thank you, speak soon!'],
    ],
    nudges: ['We are asking two other shops as well, so an answer today would be welcome.'],
  },
]
