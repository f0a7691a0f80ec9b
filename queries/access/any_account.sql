-- Whether there is any account, disabled ones too.
select exists (select 1 from accounts) as is_there
