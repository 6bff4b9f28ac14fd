export type Command = {
  id: string
  group: string
  label: string
  /** Further words it is found by. */
  words?: string
}

/** How well a command fits what was typed: larger is better, 0 does not fit. Every typed word has to occur. */
export function fitOf({ label, words = '' }: Command, typed: string): number {
  const wanted = typed.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  const name = label.toLocaleLowerCase('en')
  const all = `${name} ${words.toLocaleLowerCase('en')}`
  let fit = 1
  for (const word of wanted) {
    if (!all.includes(word)) return 0
    if (name.startsWith(word)) fit += 3
    else if (name.includes(` ${word}`)) fit += 2
    else if (name.includes(word)) fit += 1
  }
  return fit
}

/** The commands that fit, the best first, recently used ones before others of the same fit; at most `most`. */
export function rank<C extends Command>(
  commands: readonly C[],
  { typed, recent, most }: { typed: string; recent: readonly string[]; most: number },
): C[] {
  const age = (id: string): number => {
    const at = recent.indexOf(id)
    return at === -1 ? recent.length : at
  }
  return commands
    .map((command, index) => ({ command, index, fit: fitOf(command, typed) }))
    .filter(({ fit }) => fit > 0)
    .sort(
      (left, right) => right.fit - left.fit || age(left.command.id) - age(right.command.id) || left.index - right.index,
    )
    .slice(0, most)
    .map(({ command }) => command)
}
