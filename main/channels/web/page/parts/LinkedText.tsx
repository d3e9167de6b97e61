/** @jsxImportSource preact */
// A stranger's text: text nodes and links, nothing else can come of it.
import { piecesOf } from '../links.ts'

export const LinkedText = ({ text }: { readonly text: string }) => (
  <>
    {piecesOf(text).map(piece =>
      piece.href === undefined ? (
        piece.text
      ) : (
        <a key={piece.at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
          {piece.text}
        </a>
      ),
    )}
  </>
)
