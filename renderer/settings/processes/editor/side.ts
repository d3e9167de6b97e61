// What stands beside the canvas: the fields of what is chosen, a try on a chat, or the versions.
export type Side = 'fields' | 'try' | 'versions'
