-- Keep the polygons offered as `incoming_shapes`.
insert into reference.area_shapes by name
select * from incoming_shapes
