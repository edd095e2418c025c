#!/bin/bash
# What Bazel is told about the tree it builds (--workspace_status_command).
echo "COMMIT $(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)"
