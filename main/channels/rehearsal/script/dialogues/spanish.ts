// Customers who write in Spanish.
import type { Dialogue } from '../dialogue.ts'

export const spanish: readonly Dialogue[] = [
  {
    id: 'falta-una-taza',
    language: 'es',
    patience: 'long',
    parts: [
      ['¡Hola! Me ha llegado el pedido, pero falta una taza 😕', { file: 'cups' }],
      ['Era el juego de seis y solo hay cinco.'],
      ['Perfecto, muchísimas gracias. ¡Un saludo!'],
    ],
    nudges: ['¿Hola? ¿Hay alguien?'],
    later: [['Buenas, ya ha llegado la taza que faltaba. ¡Gracias otra vez!'], [{ react: '❤' }]],
  },
  {
    id: 'cambiar-la-cita',
    language: 'es',
    patience: 'short',
    parts: [
      ['Buenos días, necesito cambiar la cita del jueves.'],
      ['El viernes por la tarde me va bien, a partir de las cinco.'],
      ['Genial, allí estaré. Gracias 🙌'],
    ],
    nudges: ['¿Hola?', 'Es un poco urgente, perdón por insistir.'],
  },
]
