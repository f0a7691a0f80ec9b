-- Kilometres between two points of WGS84 in a straight line; empty where one is unknown.
create or replace macro kilometres(lon_a, lat_a, lon_b, lat_b) as 12742 * asin(sqrt(
    power(sin(radians(lat_b - lat_a) / 2), 2)
    + cos(radians(lat_a)) * cos(radians(lat_b)) * power(sin(radians(lon_b - lon_a) / 2), 2)
))
