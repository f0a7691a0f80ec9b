-- Days until a due day in words; once it has passed, how many days over (逾期1,510天) and never a negative number.
create or replace macro intermediate.time_left(days) as case
    when days >= 0 then days::varchar
    when days < 0 then said('逾期' || format('{:,}', -days) || '天', format('{:,} days over', -days))
end
