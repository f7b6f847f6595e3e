#!/bin/sh
# Joins the results of slurm-array.sh. See README.md.
#
#   sbatch --dependency=afterok:ARRAY_JOB slurm-merge.sh SHARDS [OPTION...]
#
#SBATCH --job-name=softreserve-merge
set -eu

: "${SOFTRESERVE:=softreserve}"
: "${RESULTS:=$PWD}"

count=$1
shift
# shellcheck disable=SC2086 # words of a command
exec $SOFTRESERVE explore merge "$RESULTS"/shard-*-of-"$count".softreserve "$@"
