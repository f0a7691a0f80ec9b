-- What the reader is told: the Chinese words, or the English ones where the reader's language is English.
create or replace macro said(zh, en) as case when coalesce(getvariable('lang'), 'zh') = 'en' then en else zh end
