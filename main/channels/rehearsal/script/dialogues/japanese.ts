// Customers who write in Japanese.
import type { Dialogue } from '../dialogue.ts'

export const japanese: readonly Dialogue[] = [
  {
    id: 'other-colour',
    language: 'ja',
    patience: 'long',
    parts: [
      ['こんにちは。注文した商品の色を変更したいのですが、まだ間に合いますか？'],
      ['黒から紺色への変更をお願いします。注文番号は48502です。'],
      ['ありがとうございます。助かりました😊'],
    ],
    nudges: ['お忙しいところすみません、ご確認いただけますか？'],
  },
]
