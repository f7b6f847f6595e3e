#!/bin/sh
# Explores a machine on a Slurm cluster in SHARDS parts, and joins them.
#
#   slurm-explore.sh SHARDS MACHINE [OPTION...]
#
set -eu

here=$(cd "$(dirname "$0")" && pwd)
count=$1
shift
array=$(sbatch --parsable --array="0-$((count - 1))" "$here/slurm-array.sh" "$@")
merge=$(sbatch --parsable --dependency="afterok:${array%%;*}" "$here/slurm-merge.sh" "$count")
echo "array job ${array%%;*}, merge job ${merge%%;*}: slurm-${merge%%;*}.out will have the answer"
