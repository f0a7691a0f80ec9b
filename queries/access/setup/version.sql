-- The version of the tables; of a file without accounts, empty or of something else, the last: nothing is made in it.
select
    iif(
        exists (select 1 from sqlite_master where name = 'accounts'), (select user_version from pragma_user_version), 999
    ) as version
