// A hint that names scopes of an app at LiveChat: each stays in one piece, so that it is read and copied as it is.
import classes from './Channels.module.css'

const scope = /([a-z][a-z.-]*:r[ow])/

export const ScopedHint = ({ children }: { readonly children: string }) =>
  children.split(scope).map(part =>
    scope.test(part) ? (
      <code key={part} className={classes.scope}>
        {part}
      </code>
    ) : (
      part
    ),
  )
