#!/bin/bash
# Runs the mutants program with the arguments given.
exec conformance/mutants/mutants "$@"
