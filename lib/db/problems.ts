import { Prisma } from './generated/client'

/** Whether a write failed because a row with the same key exists. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

/** Codes of the client and of PostgreSQL that mean "not now": unreachable, full, shutting down, too slow. */
const UNAVAILABLE_CLIENT = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
const UNAVAILABLE_SERVER = /^(?:08|53|57P0|57014|55P03|25P03)/
const UNAVAILABLE_SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN'])
const UNAVAILABLE_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Can't reach database|DatabaseNotReachable|TooManyConnections|SocketTimeout|ConnectionClosed|the database system is/i

/** Whether an error says that the database cannot be used right now, rather than that the work was wrong. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  if (UNAVAILABLE_CLIENT.has(code) || UNAVAILABLE_SOCKET.has(code) || UNAVAILABLE_SERVER.test(code)) return true
  return UNAVAILABLE_TEXT.test(error.message) || isUnavailable(error.cause, depth + 1)
}
