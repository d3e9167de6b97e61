// The page inside the frame of widget.js: what the two tell each other. Nothing that is said crosses over, only counts.

/** To the site that frames us. */
export type ToSite =
  | { readonly parley: 'unread'; readonly count: number }
  | { readonly parley: 'close' }
  /** The visitor has spoken: from now on the page is worth having open in the background. */
  | { readonly parley: 'started' }

/** From the site. */
export interface FromSite {
  readonly parley: 'shown'
}

export const tellSite = (message: ToSite): void => {
  // Any site may frame us, so the origin is not known; what is told is no secret.
  if (window.parent !== window) window.parent.postMessage(message, '*')
}

/** Calls back when the site has shown the frame. */
export const onShown = (shown: () => void): void => {
  addEventListener('message', (event: MessageEvent<Partial<FromSite> | null>) => {
    if (event.source === window.parent && event.data?.parley === 'shown') shown()
  })
}
