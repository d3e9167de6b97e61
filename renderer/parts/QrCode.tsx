// A text as a QR code, dark on light in every theme: cameras want it so.
import { encode } from 'uqr'
import classes from './QrCode.module.css'

export const QrCode = ({ text, name }: { readonly text: string; readonly name: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      className={classes.code}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={name}
      shapeRendering="crispEdges"
    >
      <path d={squares.join('')} />
    </svg>
  )
}
