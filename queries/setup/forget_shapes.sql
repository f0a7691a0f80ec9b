-- Forget the polygons of the former load.
delete from reference.area_shapes
