// Logins are one when a person would read them as one: no case, no forms of letters and accents, no blanks around them.
export const loginKey = (login: string): string => login.trim().normalize('NFKC').toLowerCase()
