// The emoji of the picker with the words they are found by: a small set that agents use, no network and no package.
export interface Emoji {
  readonly sign: string
  readonly words: string
}

const table = `
😀 grin happy smile|😃 smile happy joy|😄 smile laugh happy|😁 beam grin|😆 laugh|😅 sweat relief phew|🤣 rofl laugh|😂 tears joy laugh|🙂 slight smile|🙃 upside down|😉 wink|😊 blush smile warm|😇 angel halo|🥰 love hearts adore|😍 heart eyes love|😘 kiss|😋 yum tasty|😜 tongue wink|🤪 zany crazy|🤗 hug|🤭 oops giggle|🤫 quiet shush|🤔 think hmm|🤨 doubt eyebrow|😐 neutral|😑 blank|😶 silent|🙄 eyes roll|😏 smirk|😬 grimace awkward|😌 relieved calm|😔 sad pensive|😪 sleepy|😴 sleep|😷 mask ill|🤒 ill fever|🤕 hurt bandage|🤢 sick|🥵 hot|🥶 cold|😵 dizzy|🤯 mind blown|🥳 party celebrate|😎 cool sunglasses|🤓 nerd|🧐 monocle|😕 confused|😟 worried|🙁 frown sad|😮 wow open mouth|😲 astonished|😳 flushed|🥺 please puppy|😦 frown|😨 fear|😰 anxious sweat|😥 sad relieved|😢 cry sad tear|😭 cry loud sob|😱 scream shock|😖 confounded|😞 disappointed|😓 sweat|😩 weary|😫 tired|🥱 yawn|😤 huff|😡 angry rage|😠 angry|🤬 swear|👿 devil
👍 thumbs up yes ok good|👎 thumbs down no bad|👌 ok perfect|✌️ peace victory|🤞 fingers crossed luck|🤝 handshake deal|👏 clap bravo|🙌 hands raise hooray|👐 open hands|🙏 please thanks pray|✍️ write|💪 strong muscle|👋 wave hello bye|✋ stop hand high five|👆 up point|👇 down point|👉 right point|👈 left point|☝️ one point up|🤷 shrug|🤦 facepalm|💁 info help|🙋 raise hand question|🙇 bow sorry|👀 eyes look|🧠 brain
❤️ heart love red|🧡 heart orange|💛 heart yellow|💚 heart green|💙 heart blue|💜 heart purple|🖤 heart black|💔 broken heart|💕 hearts|💯 hundred perfect|✨ sparkle new|⭐ star|🌟 star glow|💥 boom|🔥 fire hot|🎉 party tada celebrate|🎊 confetti|🎁 gift present|🎂 cake birthday|🏆 trophy win|🥇 medal first
✅ check done yes|☑️ check box|✔️ check|❌ cross no wrong|❎ cross|❗ important exclamation|❓ question|⚠️ warning careful|🚫 forbidden no|⛔ stop no entry|ℹ️ info|🆗 ok|🆕 new|🔴 red dot|🟢 green dot|🟡 yellow dot|🔵 blue dot|➡️ right arrow|⬅️ left arrow|⬆️ up arrow|⬇️ down arrow|🔄 refresh again|🔁 repeat|➕ plus add|➖ minus
📦 parcel package box delivery|🚚 truck delivery|✈️ plane flight travel|🚗 car|🚕 taxi|🚌 bus|🚆 train|🚲 bike|⛽ fuel|🏠 house home|🏢 office|🏬 shop store|🏥 hospital|🏦 bank|🏨 hotel|📍 place pin location|🗺️ map|🧭 compass
📞 phone call|📱 mobile phone|💻 laptop computer|🖥️ computer screen|🖨️ printer|⌨️ keyboard|🖱️ mouse|📷 camera photo|🎥 video film|🎧 headphones|🔋 battery|🔌 plug|💡 idea light|🔧 wrench fix repair|🔨 hammer|⚙️ gear settings|🔗 link|📎 clip attach|✂️ cut scissors|🔍 search look|🔒 lock secure|🔓 unlock|🔑 key password|🛡️ shield security|🗑️ bin delete
📧 mail email|✉️ letter mail|📨 mail incoming|📝 note write|📄 document page|📑 documents|📁 folder|📅 date calendar|⏰ alarm time|⏳ hourglass wait|⌛ time over|🕐 clock time|📈 up chart growth|📉 down chart|📊 chart report|📌 pin|🧾 receipt invoice|📣 announce
💰 money bag|💵 money cash dollar|💶 money euro|💳 card pay credit|🛒 cart shopping|🛍️ bags shopping|🏷️ tag price|🎟️ ticket|💎 gem|⚖️ law balance
☕ coffee|🍵 tea|🍺 beer|🍷 wine|🍕 pizza|🍔 burger|🍎 apple|🍰 cake|🍫 chocolate|🌹 rose flower|🌷 tulip flower|🌸 blossom flower|🌞 sun|☀️ sun weather|🌧️ rain weather|❄️ snow cold|⚡ lightning power|🌈 rainbow|🌍 earth world|🌙 moon night
🐶 dog|🐱 cat|🐭 mouse|🐰 rabbit|🐻 bear|🐼 panda|🦊 fox|🐸 frog|🐔 chicken|🐝 bee|🦋 butterfly|🐢 turtle|⚽ football soccer|🏀 basketball|🎮 game|🎵 music|🎬 film|📚 books|🎓 graduate|👶 baby|👨‍👩‍👧 family|🧑‍💻 developer|🧑‍🔧 mechanic|👮 police|🕵️ detective|🤖 robot bot|👻 ghost|💩 poo
`

export const emojis: readonly Emoji[] = table
  .trim()
  .split(/[\n|]/)
  .map(entry => {
    const space = entry.indexOf(' ')
    return { sign: entry.slice(0, space), words: entry.slice(space + 1) }
  })

/** Those that have a word beginning with each word of the query; all of them for none. */
export const emojiFor = (query: string): readonly Emoji[] => {
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return emojis
  return emojis.filter(emoji => wanted.every(word => emoji.words.split(' ').some(known => known.startsWith(word))))
}
