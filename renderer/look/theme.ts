// What Mantine must be told in code: sizes and habits of its parts. Colours come from tokens.css through mantine.css.
import { createTheme, Drawer, Menu, Modal, Popover } from '@mantine/core'

const motion = { duration: 120 }

export const theme = createTheme({
  primaryColor: 'blue',
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  defaultRadius: 8,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // The page never scrolls, so there is nothing to lock; locking would need a style element.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        transitionProps: motion,
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, transitionProps: motion } }),
    // Its placeholder for the first focus is no menu item, which readers of screens stumble over.
    Menu: Menu.extend({ defaultProps: { transitionProps: motion, shadow: 'md', withInitialFocusPlaceholder: false } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: motion, shadow: 'md' } }),
  },
})
