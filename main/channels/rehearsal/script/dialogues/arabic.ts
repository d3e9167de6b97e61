// Customers who write in Arabic, from right to left.
import type { Dialogue } from '../dialogue.ts'

export const arabic: readonly Dialogue[] = [
  {
    id: 'new-address',
    language: 'ar',
    patience: 'long',
    parts: [
      ['مرحباً، هل يمكنني تغيير عنوان التوصيل؟'],
      ['رقم الطلب 48377، والعنوان الجديد: شارع الحمراء، بناية 12، الطابق الثالث.'],
      ['شكراً جزيلاً لكم 🌷'],
    ],
    nudges: ['هل من أحد هنا؟'],
  },
]
