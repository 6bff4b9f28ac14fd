import { z } from 'zod'
import { contract } from './contract'
import { Id, InviteToken, line, Moment } from './primitives'
import { WorkspaceDto } from './workspace'

/** An address after NFKC, trimming and lower-casing: exactly one `@`, no quotes, commas, spaces or control characters. */
export const EmailAddress = z
  .string()
  .max(1000)
  .transform((typed) => typed.normalize('NFKC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(254, 'This address is too long')
      .regex(
        /^[^\s@"'(),:;<>[\]\\]+@[^\s@"'(),:;<>[\]\\]+\.[^\s@"'(),:;<>[\]\\.]+$/u,
        'Type an e-mail address such as you@acme.io',
      )
      .refine((text) => !/\p{Cc}/u.test(text), 'Type an e-mail address such as you@acme.io'),
  )

/** Bytes exactly as typed; length only. Whether it is too common is decided on the server. */
export const NewPassword = z.string().min(12, 'Use at least 12 characters').max(128, 'Use at most 128 characters')

export const UserDto = z.object({ id: Id, email: z.string(), name: z.string().nullable() })
export type UserDto = z.infer<typeof UserDto>

/** What the sign-in and sign-up pages need to know before anybody is known. */
export const authOptions = contract({
  id: 'auth.options',
  method: 'GET',
  path: '/auth/options',
  can: 'anyone',
  summary: 'Which ways to sign in this installation offers',
  response: z.object({
    /** Whether the sign-up form can succeed for a stranger right now. */
    signUp: z.enum(['open', 'closed']),
    /** True until the first account exists; it becomes the owner of the installation. */
    firstUser: z.boolean(),
    needsSetupToken: z.boolean(),
    /** `password` is always there; the others only where they are configured. */
    methods: z.array(z.enum(['password', 'email', 'github', 'google'])),
    /** The laboratory network is on: no request of a run leaves this machine. */
    testNetwork: z.boolean(),
  }),
})

/** Makes an account, its workspace and nothing else. Signing in is the next call (`/api/auth/callback/credentials`). */
export const signUp = contract({
  id: 'auth.sign-up',
  method: 'POST',
  path: '/auth/sign-up',
  can: 'anyone',
  summary: 'Create an account with a password',
  body: z.strictObject({
    email: EmailAddress,
    password: NewPassword,
    name: line(80).optional(),
    setupToken: z.string().max(200).optional(),
    /** Joins the workspace of this invitation, also where strangers may not sign up. */
    invite: InviteToken.optional(),
  }),
  response: z.object({ user: UserDto, workspace: WorkspaceDto }),
  errors: ['invalid', 'forbidden', 'conflict', 'limit'],
})

/** The signed-in person. Answers 401 for everybody else. */
export const getSession = contract({
  id: 'session.get',
  method: 'GET',
  path: '/session',
  can: 'signed-in',
  summary: 'The signed-in person and their workspaces',
  response: z.object({ sessionId: z.string(), user: UserDto, workspaces: z.array(WorkspaceDto), expiresAt: Moment }),
})

/** Ends this session and clears its cookie. Answers 200 for nobody too. */
export const signOut = contract({
  id: 'session.end',
  method: 'DELETE',
  path: '/session',
  can: 'anyone',
  summary: 'Sign out',
  response: z.object({ ended: z.boolean() }),
})

/**
 * Proves again who is there: deleting a project wants that within the last 15 minutes. Signing in counts as
 * well, which is the way for an account without a password.
 */
export const confirmSession = contract({
  id: 'session.confirm',
  method: 'POST',
  path: '/session/confirm',
  can: 'signed-in',
  summary: 'Type the password again before something that cannot be undone',
  status: 200,
  body: z.strictObject({ password: z.string().min(1, 'Type your password').max(1000) }),
  response: z.object({ confirmed: z.literal(true) }),
  errors: ['invalid'],
})

export const SessionDto = z.object({
  id: z.string(),
  current: z.boolean(),
  device: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
})
export type SessionDto = z.infer<typeof SessionDto>

export const listSessions = contract({
  id: 'session.list',
  method: 'GET',
  path: '/sessions',
  can: 'signed-in',
  summary: 'Where you are signed in',
  response: z.object({ items: z.array(SessionDto) }),
})

/** "Sign out everywhere": ends all sessions of the person, this one included when `includeCurrent` is true. */
export const endSessions = contract({
  id: 'session.end-all',
  method: 'DELETE',
  path: '/sessions',
  can: 'signed-in',
  summary: 'Sign out everywhere',
  body: z.strictObject({ includeCurrent: z.boolean().default(true) }),
  response: z.object({ ended: z.number().int() }),
})

/** What a mailed link carries. */
export const ResetToken = z.string().regex(/^lrr_[A-Za-z0-9_-]{43}$/, 'This link is not whole. Copy all of it')

/** Answers the same, and as fast, whether or not there is an account with this address. */
export const requestReset = contract({
  id: 'password.ask',
  method: 'POST',
  path: '/auth/password-reset',
  can: 'anyone',
  summary: 'Ask for a link that sets a new password',
  status: 202,
  body: z.strictObject({ email: EmailAddress }),
  response: z.object({ asked: z.literal(true) }),
  errors: ['invalid', 'unavailable'],
})

/** Works once. Ends every session of the person and begins none. */
export const resetPassword = contract({
  id: 'password.reset',
  method: 'PUT',
  path: '/auth/password-reset',
  can: 'anyone',
  summary: 'Set a new password by a mailed link',
  body: z.strictObject({ token: ResetToken, password: NewPassword }),
  response: z.object({ reset: z.literal(true) }),
  errors: ['invalid', 'conflict', 'limit'],
})
