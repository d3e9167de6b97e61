// How many chats an agent processes at a time: their own limit or SimultaneousChats, all channels together.

/** The limit in force; 0 = no limit. Source: seeds, "Restrict the number of active chats". */
export const limitOf = (own: number | null, simultaneousChats: number): number => own ?? simultaneousChats

/** `load`: chats in progress plus chats held out to this agent alone. */
export const hasRoom = (load: number, limit: number): boolean => limit === 0 || load < limit
