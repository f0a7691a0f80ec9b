-- Everybody the access log knows: whose account it was, or who did something to it.
select who as name from access_log where who <> ''
union
select detail ->> '$.by' as name from access_log where detail ->> '$.by' <> ''
order by name
