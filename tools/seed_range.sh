#!/bin/bash
# usage: seed_range.sh PROGRAM FIRST END
#
# One part of a seed_range; a rule of its own because a program is linked once for all of them.
exec "$@"
