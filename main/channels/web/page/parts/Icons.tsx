/** @jsxImportSource preact */
// The page's few signs, drawn by us. Each stands beside a name in words, so none is read out.
import type { ComponentChildren } from 'preact'

const Sign = ({ children }: { readonly children: ComponentChildren }) => (
  <svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {children}
  </svg>
)

export const More = () => (
  <Sign>
    <circle cx="5" cy="12" r="1.2" />
    <circle cx="12" cy="12" r="1.2" />
    <circle cx="19" cy="12" r="1.2" />
  </Sign>
)

export const Close = () => (
  <Sign>
    <path d="M6 6l12 12M18 6L6 18" />
  </Sign>
)

export const Attach = () => (
  <Sign>
    <path d="M19.5 11.5l-7.8 7.8a5 5 0 0 1-7-7l8.4-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.6 1.6 0 0 1-2.3-2.3l7.7-7.7" />
  </Sign>
)

export const Send = () => (
  <Sign>
    <path d="M12 19.5V5M5.5 11.5L12 5l6.5 6.5" />
  </Sign>
)

export const Sound = ({ isOff }: { readonly isOff: boolean }) => (
  <Sign>
    <path d="M4 10v4h3.5L12 18V6l-4.5 4z" />
    {isOff ? <path d="M16 9.5l5 5M21 9.5l-5 5" /> : <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />}
  </Sign>
)
