// Names are one when a person would read them as one: no case, no forms of letters and accents, no blanks around them.
export const nameKey = (name: string): string => name.trim().normalize('NFKC').toLowerCase()
