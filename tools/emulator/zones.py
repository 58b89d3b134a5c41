"""Writes modules/groundplan/kernel/zones.csv: the letters that availability zones can have, by region.

    python=$(dirname "$(tools/tool emulator)")/../venv/bin/python
    "$python" tools/emulator/zones.py > modules/groundplan/kernel/zones.csv

The source is moto's record of what DescribeAvailabilityZones returned to one account. Which letters an account has is decided by
AWS: where a region has more zones than an account may use, two accounts have different letters (us-west-1: a and b, or a and c). So
the letters go up to the highest number of a zone's id, which is the same in all accounts (usw1-az3).
"""

import re
import string
from importlib.metadata import version

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend


def letters(zones):
    count = 0
    for zone in zones:
        if zone.zone_type == "availability-zone":
            letter = string.ascii_lowercase.index(zone.name[-1]) + 1
            count = max(count, letter, int(re.search(r"-az(\d+)$", zone.zone_id).group(1)))
    return string.ascii_lowercase[:count]


print(f"# Written by tools/emulator/zones.py from moto {version('moto')}.")
print("region,letters")
for region, zones in sorted(RegionsAndZonesBackend.zones.items()):
    if letters(zones):
        print(f"{region},{letters(zones)}")
