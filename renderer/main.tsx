// The screen's beginning: styles, words, the door, and the first drawing.
import '@fontsource-variable/inter'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './look/tokens.css'
import './look/mantine.css'
import './look/base.css'
import i18next from 'i18next'
import { createRoot } from 'react-dom/client'
import { openDoor } from '../preload/socket.ts'
import { App } from './App.tsx'
import { followDesktop } from './stores/desktop-commands.ts'
import { start } from './stores/start.ts'
import { direction } from './words/words.ts'

document.documentElement.lang = i18next.language
document.documentElement.dir = direction()

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place to draw in')
start(openDoor)
followDesktop(window.parley)
createRoot(root).render(<App />)
