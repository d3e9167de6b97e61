#!/bin/sh
# Makes Parley's own sounds with SoX, from nothing but sine waves: ring.wav (a new chat) and message.wav (a message).
set -e
cd "$(dirname "$0")"
tone() { # file, frequency, seconds, volume: a struck bar with a soft octave above
  sox -n -r 32000 -b 16 -c 1 "$1" synth "$3" sine "$2" synth "$3" sine mix $(($2 * 2)) fade t 0.006 "$3" "$(awk "BEGIN{print $3-0.02}")" vol "$4"
}
T=$(mktemp -d)
tone "$T/a.wav" 659 0.55 0.42
tone "$T/b.wav" 880 0.55 0.42
tone "$T/c.wav" 1109 0.85 0.40
sox "$T/b.wav" "$T/b2.wav" pad 0.13
sox "$T/c.wav" "$T/c2.wav" pad 0.26
sox -m "$T/a.wav" "$T/b2.wav" "$T/c2.wav" "$T/chime.wav"
sox "$T/chime.wav" "$T/again.wav" pad 0.62
sox -m "$T/chime.wav" "$T/again.wav" -r 32000 -b 16 ring.wav reverb 18 50 40 norm -3
tone "$T/d.wav" 988 0.20 0.35
tone "$T/e.wav" 1319 0.30 0.32
sox "$T/e.wav" "$T/e2.wav" pad 0.07
sox -m "$T/d.wav" "$T/e2.wav" -r 32000 -b 16 message.wav reverb 10 50 30 norm -6
rm -r "$T"
