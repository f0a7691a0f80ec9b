"""What a cell says, read whole or refused: capacities, models, units, datums, days, codes and words of sectors."""
