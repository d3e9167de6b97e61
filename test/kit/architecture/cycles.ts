// Finds files that import each other in a circle (R. Tarjan, "Depth-first search and linear graph
// algorithms", 1972: strongly connected components).
import type { SourceFile } from './source-file.ts'

/** Each circle once, as its files in the order in which one leads to the next. `running`: types are gone then. */
export const importCircles = (files: readonly SourceFile[], which: 'all' | 'running'): readonly string[] => {
  const edges = new Map(
    files.map(
      file =>
        [
          file.path,
          [...new Set(file.imports.flatMap(one => (one.isType && which === 'running' ? [] : (one.target ?? []))))],
        ] as const,
    ),
  )
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[] = []

  const visit = (path: string): void => {
    order.set(path, order.size)
    lowest.set(path, order.get(path) ?? 0)
    open.push(path)
    for (const next of edges.get(path) ?? []) {
      if (!edges.has(next)) continue
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(next) ?? 0))
    }
    if (lowest.get(path) !== order.get(path)) return
    const component = open.splice(open.indexOf(path)).toSorted()
    const importsItself = (edges.get(path) ?? []).includes(path)
    if (component.length > 1 || importsItself) circles.push(shortestCircle(component, edges).join(' -> '))
  }

  for (const path of edges.keys()) if (!order.has(path)) visit(path)
  return circles.toSorted()
}

/** A component may hold many circles; the shortest through its first file says most. */
const shortestCircle = (component: readonly string[], edges: ReadonlyMap<string, readonly string[]>): string[] => {
  const [start = ''] = component
  const ways: string[][] = [[start]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of edges.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way
      if (seen.has(next) || !component.includes(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return [...component]
}
