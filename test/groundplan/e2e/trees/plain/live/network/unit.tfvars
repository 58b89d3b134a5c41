zone_count = 2
