-- People are told when somebody asks them a question. The constraints that name this function follow it.
CREATE OR REPLACE FUNCTION "lr_are_notice_kinds"(kinds text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN kinds <@ ARRAY['verdict-changed', 'new-blocker', 'assigned', 'asked', 'mention', 'expiring', 'expired', 'run-failed', 'ownership-elsewhere', 'share-viewed'];
