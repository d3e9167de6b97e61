// What people can see of a text: some characters leave no mark, others break the line that they are shown in.
const controls = /[\p{Cc}\p{Zl}\p{Zp}]/u
/** Of no width, or as blank as Braille without a dot. Within a text they may be needed: emoji and Persian are joined by some. */
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

export const hasControls = (text: string): boolean => controls.test(text)

/** Whether a reader would take it for nothing at all. */
export const looksEmpty = (text: string): boolean => text.replace(unseen, '').trim() === ''

export const isAllSeen = (text: string): boolean => !hasControls(text) && text.search(unseen) === -1
