# Runs an engine and ends it when whoever started this has gone.
#
#   sh -c "$(cat guard.sh)" guard FOLDER PROGRAM ARGUMENT...
#
# Standard input is a pipe that the starting process holds open and never writes to:
# reading ends when that process does, even if it was killed. FOLDER, if it isn't
# empty, is removed when the engine has ended.
folder=$1
shift
trap : TERM # sent to the whole group: the engine ends by it, and this goes on to clean up
exec 3<&0 </dev/null
"$@" 3<&- &
engine=$!
{
	read -r _
	kill -KILL "$engine"
} <&3 3<&- >/dev/null 2>&1 &
watch=$!
exec 3<&- >/dev/null 2>&1 # who would read it may be gone, and writing would end this
code=0
while kill -0 "$engine" 2>/dev/null; do
	wait "$engine" # a signal cuts it short
	code=$?
done
kill -KILL "$watch" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
exit "$code"
