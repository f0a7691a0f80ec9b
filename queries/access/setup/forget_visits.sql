-- Accounts that come back from a copy bring nobody in: who was signed in then may have signed out since.
delete from sessions
