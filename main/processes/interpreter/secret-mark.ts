// What stands for a secret in a field until it is sent: letters, digits and _ alone, so that it goes unchanged through addresses and
// JSON; the nonce is unguessable, so that nobody's message can ask for a secret.
export const secretMark = (name: string, nonce: string): string => `SECRET_${nonce}_${name}_`
