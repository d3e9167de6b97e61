// What 3.7 calls otherwise on the agents' side: summaries of chats are their infos. Source: changelog of the Agent Chat API, 3.7.

/** The payload of an answer as that version has it. Customers' lists, which count `total_chats`, are called as before. */
export const asIn = (version: string, payload: object): object => {
  if (version !== '3.7' || !('chats_summary' in payload) || 'total_chats' in payload) return payload
  const { chats_summary: summaries, ...rest } = payload
  return { ...rest, chats_info: Array.isArray(summaries) ? summaries.map(infoOf) : summaries }
}

const infoOf = ({ last_thread_summary: last, ...chat }: { readonly last_thread_summary?: object }): object => ({
  ...chat,
  last_thread_info: last,
})
