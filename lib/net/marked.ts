/** Registered by name, so that separately bundled copies of this room agree on it. */
const MARK = Symbol.for('launch-ready.egress')

/** Marks a socket as opened by this room; the tripwire stops every other one. */
export function markSocket<T extends object>(socket: T): T {
  Object.defineProperty(socket, MARK, { value: true, enumerable: false })
  return socket
}

/** Whether the socket was opened by this room. */
export function isMarked(socket: object): boolean {
  return Reflect.get(socket, MARK) === true
}
