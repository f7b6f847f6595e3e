#!/bin/sh
# One shard of an exploration for each task of a Slurm array. See README.md.
#
#   sbatch --array=0-15 slurm-array.sh MACHINE [OPTION...]
#
#SBATCH --job-name=softreserve
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --requeue
#SBATCH --signal=B:TERM@60
set -eu

: "${SOFTRESERVE:=softreserve}" # the command; may have arguments
: "${RESULTS:=$PWD}"            # a directory that every node sees

shard=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN))
name="$RESULTS/shard-$shard-of-$SLURM_ARRAY_TASK_COUNT"
set -- "$@" --shard "$shard/$SLURM_ARRAY_TASK_COUNT" --result "$name.softreserve" \
    --checkpoint "$name.checkpoint" --threads "${SLURM_CPUS_PER_TASK:-1}"
# what the collector has not yet given back must fit as well
if [ -n "${SLURM_MEM_PER_NODE:-}" ]; then
    set -- "$@" --max-memory "$((SLURM_MEM_PER_NODE * 9 / 10))M"
fi
if [ -e "$name.checkpoint" ]; then
    set -- "$@" --resume "$name.checkpoint"
fi

# shellcheck disable=SC2086 # words of a command
$SOFTRESERVE explore "$@" &
pid=$!
stopped=
trap 'stopped=1; kill -TERM "$pid"' TERM
status=0
wait "$pid" || status=$?
if [ -n "$stopped" ]; then # the checkpoint is written; the same command goes on from it
    wait "$pid" || true
    exit 143
fi
# 3 is "a bound was hit" and 1 "a property is broken": both are results, which the merge tells
[ "$status" -le 1 ] || [ "$status" -eq 3 ]
